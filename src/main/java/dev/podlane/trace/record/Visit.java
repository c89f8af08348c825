package dev.podlane.trace.record;

import dev.podlane.trace.Outcome;

/**
 * A frame came in by a port of a bridge, or a packet by another device.
 *
 * @param at the device
 * @param content content of the frame, which no bridge changes; or the packet
 * @param before number of steps in the hop before it came in
 * @param state count of the changes that could affect the frame's path
 */
public record Visit(Outcome.Station at, Object content, int before, long state) {}
