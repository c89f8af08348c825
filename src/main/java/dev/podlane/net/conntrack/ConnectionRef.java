package dev.podlane.net.conntrack;

/**
 * Refers to a tracked connection of a namespace.
 *
 * @param namespace where it is tracked
 * @param id number within that namespace
 */
public record ConnectionRef(String namespace, long id) {}
