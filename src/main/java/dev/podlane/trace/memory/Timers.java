package dev.podlane.trace.memory;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Pending timers in the order in which they fire. Moments are milliseconds of virtual time. */
final class Timers {
  private final PriorityQueue<Timer> pending = new PriorityQueue<>();
  private long made;

  /** The same timers for a fork of a memory. */
  Timers in(Memory from, Memory fork) {
    Timers copy = new Timers();
    copy.made = made;
    for (Timer each : pending) {
      copy.pending.add(
          new Timer(each.due(), each.order(), each.ofProbe(), each.event().in(from, fork)));
    }
    return copy;
  }

  void clear() {
    pending.clear();
  }

  /** Removes the timers of sockets, but for those that stand. */
  void closeSockets(StandingSockets standing) {
    pending.removeIf(
        each ->
            each.ofProbe()
                && !(each.event() instanceof TimerEvent.SegmentRetry retry
                    && standing.find(retry.key()) != null));
  }

  void add(long due, boolean ofProbe, TimerEvent event) {
    pending.add(new Timer(due, made++, ofProbe, event));
  }

  @Nullable Timer next() {
    return pending.peek();
  }

  @Nullable Timer takeDue(long moment) {
    Timer next = pending.peek();
    return next != null && next.due() <= moment ? pending.poll() : null;
  }
}
