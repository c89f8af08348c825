package dev.podlane.trace.memory;

import dev.podlane.net.ns.Listener;
import dev.podlane.trace.Skb;

/**
 * A connection whose SYN was answered, and whose handshake is not complete (struct request_sock).
 *
 * @param listener the socket that the SYN came to
 * @param attempt tells it from other attempts on the same ports
 * @param syn the SYN as it came in
 * @param mss most octets of a segment that the client wants
 * @param lastRepeated moment at which a repeated SYN was answered last, in milliseconds
 * @param timeouts number of times that its timer has fired
 * @param due moment at which its timer fires next, in milliseconds
 */
public record HalfOpen(
    Listener listener, int attempt, Skb syn, int mss, long lastRepeated, int timeouts, long due) {
  /** A repeated SYN is answered at a moment. */
  public HalfOpen repeated(long now) {
    return new HalfOpen(listener, attempt, syn, mss, now, timeouts, due);
  }

  /** Its timer has fired so often, and fires again at a moment. */
  public HalfOpen waiting(int fired, long next) {
    return new HalfOpen(listener, attempt, syn, mss, lastRepeated, fired, next);
  }
}
