package dev.podlane.trace.record;

import dev.podlane.trace.Outcome;

/**
 * A frame came in by a port of a bridge.
 *
 * @param at bridge port
 * @param content content of the frame, which no bridge changes
 * @param before number of steps in the hop before it came in
 * @param state count of the changes that could affect the frame's path
 */
public record BridgeVisit(Outcome.Station at, Object content, int before, long state) {}
