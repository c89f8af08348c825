package dev.podlane.trace.socket;

import dev.podlane.net.packet.Tcp;
import dev.podlane.net.shared.Stretches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the other end's stream that has come, in order or not (net/ipv4/tcp_input.c); the SYN
 * is number 0, the first octet of data number 1.
 */
final class ReceiveQueue {
  private static final int FIRST = 1;

  /** Selective acknowledgements that fit beside the timestamps (tcp_established_options). */
  private static final int MOST_SELECTIVE = 3;

  private final Stretches arrived = new Stretches();
  private int expected = FIRST;
  private int peerFin = Integer.MAX_VALUE;
  private Tcp.@Nullable Octets twice;

  /** Goes on where it stood; what came out of order is forgotten. */
  void resume(int then, int fin) {
    expected = then;
    peerFin = fin;
    arrived.add(FIRST, Math.min(expected, peerFin));
  }

  /** Number that is to come next. */
  int expected() {
    return expected;
  }

  /** Number of the other end's FIN; the largest there is before it has come. */
  int peerFin() {
    return peerFin;
  }

  /** Returns true if the other end's FIN has come, and all before it. */
  boolean isEnded() {
    return expected > peerFin;
  }

  /** Octets of data that have come without a gap. */
  int received() {
    return Math.min(expected, peerFin) - FIRST;
  }

  /**
   * Takes a segment.
   *
   * @param isOver true if both directions are closed (TIME_WAIT), where nothing is told twice
   */
  void take(Tcp segment, boolean isOver) {
    int begin = segment.numbers().sequence();
    int end = begin + segment.numbers().payload();
    if (!isOver) {
      noteTwice(begin, segment.end());
    }
    if (segment.flags() == Tcp.Flags.FIN_ACK) {
      peerFin = end;
    }
    arrived.add(begin, end);
    expected = Math.max(expected, arrived.endFrom(FIRST));
    if (expected == peerFin) {
      expected++;
    }
  }

  /** Data that comes a second time is told with the next segment (tcp_dsack_set). */
  private void noteTwice(int begin, int end) {
    boolean isOld = begin < expected && begin >= FIRST;
    if (end > begin && (isOld || arrived.has(begin, end))) {
      twice = new Tcp.Octets(begin, isOld ? Math.min(end, expected) : end);
    }
  }

  /** Stretches for the next segment: first the one that came twice (RFC 2883). */
  List<Tcp.Octets> selective() {
    List<Tcp.Octets> all = new ArrayList<>();
    if (twice != null) {
      all.add(twice);
    }
    arrived.behind(expected).forEach((begin, end) -> all.add(new Tcp.Octets(begin, end)));
    return all.subList(0, Math.min(MOST_SELECTIVE, all.size()));
  }

  /** As {@link #selective}, once: then no stretch has come twice. */
  List<Tcp.Octets> tell() {
    List<Tcp.Octets> all = selective();
    twice = null;
    return all;
  }
}
