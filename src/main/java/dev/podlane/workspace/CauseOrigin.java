package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * The part of the input that a decision comes from.
 *
 * @param code the kind of decision, as docs/outcomes.md lists them
 * @param object the object it comes from; null if no object of the input has to do with it
 * @param path the field of that object, such as {@code spec.containers[0].ports[1]}; null if it is
 *     not one field
 */
public record CauseOrigin(String code, @Nullable ObjectRef object, @Nullable String path) {}
