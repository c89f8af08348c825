package dev.podlane.trace.memory;

import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Pending timers in the order in which they fire. Moments are milliseconds of virtual time. Those
 * of a probe are kept by themselves, since they go with it, however many others there are.
 */
final class Timers {
  private final PriorityQueue<Timer> ofProbes = new PriorityQueue<>();
  private final PriorityQueue<Timer> others = new PriorityQueue<>();
  private long made;

  /** The same timers for a fork of a memory. */
  Timers in(Memory from, Memory fork) {
    Timers copy = new Timers();
    copy.made = made;
    for (PriorityQueue<Timer> pending : List.of(ofProbes, others)) {
      for (Timer each : pending) {
        copy.add(new Timer(each.due(), each.order(), each.ofProbe(), each.event().in(from, fork)));
      }
    }
    return copy;
  }

  void clear() {
    ofProbes.clear();
    others.clear();
  }

  /** Removes the timers of sockets, but for those that stand. */
  void closeSockets(StandingSockets standing) {
    ofProbes.removeIf(
        each ->
            !(each.event() instanceof TimerEvent.SegmentRetry retry
                && standing.find(retry.key()) != null));
  }

  void add(long due, boolean ofProbe, TimerEvent event) {
    add(new Timer(due, made++, ofProbe, event));
  }

  private void add(Timer timer) {
    (timer.ofProbe() ? ofProbes : others).add(timer);
  }

  @Nullable Timer next() {
    Timer own = ofProbes.peek();
    Timer other = others.peek();
    return own == null || (other != null && other.compareTo(own) < 0) ? other : own;
  }

  @Nullable Timer takeDue(long moment) {
    Timer next = next();
    return next != null && next.due() <= moment
        ? (next.ofProbe() ? ofProbes : others).poll()
        : null;
  }
}
