package dev.podlane.trace.socket;

import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.SocketKey;
import org.jspecify.annotations.Nullable;

/**
 * The result of a handshake.
 *
 * @param key the two ends
 * @param attempt tells it from other attempts on the same ports
 * @param acceptedBy listening program if this end took the SYN, null if it sent it
 * @param peerMss most octets of a segment that the other end wants, as its SYN arrived here
 * @param ttl time to live of what this end sends
 * @param discovery path MTU discovery of its socket (IP_MTU_DISCOVER)
 */
record Opening(
    SocketKey key,
    int attempt,
    @Nullable String acceptedBy,
    int peerMss,
    int ttl,
    Probe.Discovery discovery) {
  /** Returns true if this end took the SYN. */
  boolean ofServer() {
    return acceptedBy != null;
  }
}
