package dev.podlane.time;

import dev.podlane.time.state.State;

/**
 * A state from the moment on at which it came about, until the next.
 *
 * @param entries number of entries of the time line up to and including this moment
 */
public record Moment(State state, int entries) {}
