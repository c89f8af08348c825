package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a network has learned while packets ran through it: neighbours, forwarding databases, rate
 * limits, the clock and what is due later. Probes of one run share one memory; it is not safe for
 * use by several threads.
 */
public final class Memory {
  private static final long BETWEEN_PROBES_MILLIS = 20;

  private final Map<NeighbourKey, Neighbour> neighbours = new LinkedHashMap<>();
  private final Map<FdbKey, String> fdb = new LinkedHashMap<>();
  private final Map<PeerKey, PeerRate> peers = new HashMap<>();
  private final Map<ExceptionKey, RouteException> exceptions = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;
  private long timersMade;
  private int identification;

  record NeighbourKey(String namespace, String device, Ip ip) {}

  record FdbKey(String namespace, String bridge, Mac mac) {}

  private record PeerKey(String namespace, Ip peer) {}

  private record ExceptionKey(String namespace, Ip destination) {}

  private record RouteException(Ip gateway, long until) {}

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

  /** Time passes between the probes of a run, about as much as a program needs to send again. */
  void nextProbe() {
    now += BETWEEN_PROBES_MILLIS;
  }

  /** Lets time pass between two probes. */
  public void pass(long millis) {
    now += Math.max(0, millis);
  }

  /** Virtual time in milliseconds. */
  long now() {
    return now;
  }

  void advanceTo(long time) {
    now = Math.max(now, time);
  }

  /** Forgets what a cold probe must not know: all but rates. */
  void forget() {
    neighbours.clear();
    fdb.clear();
    exceptions.clear();
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

  /** What a namespace has told this peer of late. */
  PeerRate peer(String namespace, Ip peer) {
    return peers.computeIfAbsent(new PeerKey(namespace, peer), any -> new PeerRate(now));
  }

  /** A redirect was believed: packets to this destination go by another gateway from now on. */
  void redirect(String namespace, Ip destination, Ip gateway, long forMillis) {
    exceptions.put(
        new ExceptionKey(namespace, destination), new RouteException(gateway, now + forMillis));
  }

  /** The gateway that a redirect named for this destination, if it still holds. */
  Optional<Ip> redirected(String namespace, Ip destination) {
    return Optional.ofNullable(exceptions.get(new ExceptionKey(namespace, destination)))
        .filter(exception -> exception.until() > now)
        .map(RouteException::gateway);
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
