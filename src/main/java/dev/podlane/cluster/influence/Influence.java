package dev.podlane.cluster.influence;

import dev.podlane.cluster.object.ObjectRef;

/**
 * A part of the input that is read, is not simulated, and decides about some packets.
 *
 * @param object the object that says it
 * @param path the field that says it, such as {@code spec.nodesDown}
 * @param reach the packets it decides about
 */
public record Influence(ObjectRef object, String path, Reach reach) {}
