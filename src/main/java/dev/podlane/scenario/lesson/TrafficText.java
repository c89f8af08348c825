package dev.podlane.scenario.lesson;

/**
 * Requests at regular intervals on the time line, as {@code POST …/timeline/traffic} takes them.
 *
 * @param everyMillis between two requests
 * @param fromMillis moment of the first
 * @param untilMillis no request begins later
 * @param kept true if one connection is used for all
 */
public record TrafficText(
    String name,
    String from,
    String to,
    int port,
    long everyMillis,
    long fromMillis,
    long untilMillis,
    boolean kept) {}
