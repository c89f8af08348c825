package dev.podlane.time.event;

/**
 * Something that happens at a moment.
 *
 * @param at the moment, in milliseconds since the beginning
 * @param id tells it apart from others
 */
public record Planned(long at, String id, Happening what) {}
