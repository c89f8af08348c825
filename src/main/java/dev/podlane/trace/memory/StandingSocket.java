package dev.podlane.trace.memory;

import org.jspecify.annotations.Nullable;

/**
 * One end of a TCP connection between two walks.
 *
 * @param key its two ends
 * @param attempt tells it from other attempts on the same ports
 * @param program listening program that accepted it; null for the end that connected
 * @param peerMss most octets of a segment that the other end wants
 * @param ttl time to live of what it sends
 * @param numbers progress in both directions
 * @param answered octets of requests that the program has answered
 */
public record StandingSocket(
    SocketKey key,
    int attempt,
    @Nullable String program,
    int peerMss,
    int ttl,
    Numbers numbers,
    int answered) {
  /**
   * Progress of both directions; the SYN is number 0, the first octet of data number 1.
   *
   * @param unacknowledged first octet that the other end has not acknowledged
   * @param next octet that is sent next
   * @param sentOnce first octet that has never been sent
   * @param written octet after the last that the program has written
   * @param expected octet that is to come next
   * @param peerFin number of the other end's FIN; the largest there is before it has come
   * @param window segments that may be on their way
   * @param believedMtu most octets of a packet, as ICMP errors say
   * @param retries number of times that the same was sent again
   * @param timer number of the retransmission timer that counts
   * @param closing true if the program sends no more
   * @param reset true if either end gave it up
   */
  public record Numbers(
      int unacknowledged,
      int next,
      int sentOnce,
      int written,
      int expected,
      int peerFin,
      int window,
      int believedMtu,
      int retries,
      long timer,
      boolean closing,
      boolean reset) {}

  /** Returns true if it waits for an acknowledgement. */
  public boolean isWaiting() {
    return numbers.unacknowledged() < numbers.next() && !numbers.reset();
  }

  /** Returns true if nothing can be sent any more. */
  public boolean isDead() {
    return numbers.reset() || numbers.closing();
  }
}
