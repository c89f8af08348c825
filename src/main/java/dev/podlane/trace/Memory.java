package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a network has learned while packets ran through it: neighbours, forwarding databases, rate
 * limits, the clock and what is due later. Probes of one run share one memory; it is not safe for
 * use by several threads.
 */
public final class Memory {
  private final Map<NeighbourKey, Neighbour> neighbours = new LinkedHashMap<>();
  private final Map<FdbKey, String> fdb = new LinkedHashMap<>();
  private final Map<SourceKey, RedirectRate> redirects = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;
  private long timersMade;
  private int identification;

  record NeighbourKey(String namespace, String device, Ip ip) {}

  record FdbKey(String namespace, String bridge, Mac mac) {}

  private record SourceKey(String namespace, Ip source) {}

  /** Something that happens at a moment of virtual time, if it is still wanted then. */
  @FunctionalInterface
  interface Action {
    void fire(Walk walk);
  }

  record Timer(long due, long order, boolean ofProbe, Action action) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
    }
  }

  /** Virtual time in milliseconds. */
  long now() {
    return now;
  }

  void advanceTo(long time) {
    now = Math.max(now, time);
  }

  /** Forgets what a cold probe must not know: neighbours and forwarding entries, not rates. */
  void forget() {
    neighbours.clear();
    fdb.clear();
    timers.clear();
  }

  /** The probe's sockets close: their timers go with them. */
  void closeSockets() {
    timers.removeIf(Timer::ofProbe);
  }

  Map<NeighbourKey, Neighbour> neighbours() {
    return neighbours;
  }

  @Nullable Neighbour neighbour(NeighbourKey key) {
    return neighbours.get(key);
  }

  Neighbour neighbourOrNew(NeighbourKey key) {
    return neighbours.computeIfAbsent(key, any -> new Neighbour());
  }

  Map<FdbKey, String> fdb() {
    return fdb;
  }

  RedirectRate redirectRate(String namespace, Ip source) {
    return redirects.computeIfAbsent(new SourceKey(namespace, source), any -> new RedirectRate());
  }

  /**
   * Plans an action.
   *
   * @param inMillis from now
   * @param ofProbe whether it belongs to the sockets of the running probe
   */
  void schedule(long inMillis, boolean ofProbe, Action action) {
    timers.add(new Timer(now + inMillis, timersMade++, ofProbe, action));
  }

  @Nullable Timer nextTimer() {
    return timers.peek();
  }

  @Nullable Timer takeDue(long time) {
    Timer next = timers.peek();
    return next != null && next.due() <= time ? timers.poll() : null;
  }

  /** The next IPv4 identification, never 0. */
  int nextIdentification() {
    identification = identification % 65_535 + 1;
    return identification;
  }
}
