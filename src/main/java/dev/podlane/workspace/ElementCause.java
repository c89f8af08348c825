package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reason for an element of a network.
 *
 * @param source kind of input that the element comes from
 * @param object the object of the input; null for an edit
 * @param path the field of the object that asks for it; empty if it exists because the object does
 * @param reason reason for the element; null if the input names the element itself
 * @param edit the number of the edit that made it, from 1; null if none did, or it was not found
 *     among very many
 */
public record ElementCause(
    Source source,
    @Nullable ObjectRef object,
    String path,
    @Nullable Reason reason,
    @Nullable Integer edit) {
  /** A kind of input. */
  public enum Source {
    /** The documents. */
    DESIRED,
    /** A command that was given since. */
    EDITED;

    /** The name in JSON: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
