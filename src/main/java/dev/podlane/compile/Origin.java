package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;

/**
 * The origin of an element of a network.
 *
 * @param object the object that caused it
 * @param path the field of the object that asks for it; empty if it exists because the object does
 * @param reason reason for the element
 */
public record Origin(ObjectRef object, String path, Reason reason) {}
