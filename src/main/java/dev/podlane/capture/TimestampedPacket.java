package dev.podlane.capture;

import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A packet with its time in a file. Virtual time begins at the epoch; packets within one moment of
 * it are put a little apart, so that they sort in the order of events.
 *
 * @param nanos since the epoch
 */
record TimestampedPacket(long nanos, CapturedPacket shot) {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** The distance between packets of one moment, in nanoseconds, if there is room. */
  private static final long APART_NANOS = 1_000;

  /** Everything seen of a trace that begins at this time. */
  static List<TimestampedPacket> of(Trace trace, long start) {
    List<CapturedPacket> seen = CapturedPacket.of(trace);
    List<Long> moments = moments(trace, seen);
    List<TimestampedPacket> timed = new ArrayList<>();
    for (int from = 0; from < seen.size(); from = timed.size()) {
      long moment = moments.get(from);
      int count = 1;
      while (from + count < moments.size() && moments.get(from + count) == moment) {
        count++;
      }
      long apart = Math.min(APART_NANOS, NANOS_PER_MILLI / count);
      for (int i = 0; i < count; i++) {
        long nanos = start + moment * NANOS_PER_MILLI + i * apart;
        timed.add(new TimestampedPacket(nanos, seen.get(from + i)));
      }
    }
    return timed;
  }

  /**
   * Returns the earliest start of the next trace: a full second after the last packet of this one.
   */
  static long after(long start, List<TimestampedPacket> trace) {
    long last = trace.isEmpty() ? start : trace.get(trace.size() - 1).nanos();
    return (last / NANOS_PER_SECOND + 1) * NANOS_PER_SECOND;
  }

  /**
   * Returns the millisecond of each sighting. A stay keeps the time it began at, but a packet may
   * be held in it, waiting for ARP; the reply that releases it opens a stay of its own before it
   * goes on.
   */
  private static List<Long> moments(Trace trace, List<CapturedPacket> seen) {
    List<Hop> begun =
        trace.hops().stream()
            .filter(hop -> !hop.steps().isEmpty())
            .sorted(Comparator.comparingInt(TimestampedPacket::began))
            .toList();
    List<Long> moments = new ArrayList<>();
    int next = 0;
    long now = 0;
    for (CapturedPacket shot : seen) {
      while (next < begun.size() && began(begun.get(next)) <= shot.seq()) {
        now = Math.max(now, begun.get(next).timeMillis());
        next++;
      }
      moments.add(now);
    }
    return moments;
  }

  private static int began(Hop hop) {
    return hop.steps().get(0).seq();
  }
}
