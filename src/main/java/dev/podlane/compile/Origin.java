package dev.podlane.compile;

import dev.podlane.cluster.ObjectRef;

/**
 * Where an element of a network comes from.
 *
 * @param object the object that caused it
 * @param reason why it is there
 */
public record Origin(ObjectRef object, Reason reason) {}
