package dev.podlane.trace.socket;

import dev.podlane.trace.memory.SocketKey;

/**
 * A connection that a program has kept open.
 *
 * @param key its end of it
 * @param watches true if the program closes it as soon as the other end has; false if it looks at
 *     it only when it writes
 */
public record Kept(SocketKey key, boolean watches) {}
