package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a network has learned while packets ran through it: neighbours, forwarding databases, rate
 * limits, the clock and what is due later. Probes of one run share one memory; it is not safe for
 * use by several threads.
 */
public final class Memory implements Learned {
  private static final long BETWEEN_PROBES_MILLIS = 20;

  private final NeighbourTables neighbours = new NeighbourTables();
  private final ForwardingTables fdb = new ForwardingTables();
  private final Map<PeerKey, PeerRate> peers = new HashMap<>();
  private final Map<ExceptionKey, RouteException> exceptions = new HashMap<>();
  private final Map<ExceptionKey, PathMtu> pathMtus = new HashMap<>();
  private final Map<VtepKey, Ip> vteps = new LinkedHashMap<>();
  private final Map<String, Connections> connections = new LinkedHashMap<>();
  private final Map<Reassembly.Key, Gathering> fragments = new HashMap<>();
  private final Map<CountKey, Integer> counts = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;
  private long untilNextProbe = BETWEEN_PROBES_MILLIS;
  private long timersMade;
  private int identification;
  private long connectionsBegun;
  private long draws;
  private @Nullable Network settled;

  private record PeerKey(String namespace, Ip peer) {}

  private record ExceptionKey(String namespace, Ip destination) {}

  private record RouteException(Ip gateway, long until) {}

  private record PathMtu(int mtu, long until) {}

  /** A station that a vxlan device has heard of. */
  record VtepKey(String namespace, String device, Mac mac) {}

  private record CountKey(String namespace, RulePlace place) {}

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
    now += untilNextProbe;
    untilNextProbe = BETWEEN_PROBES_MILLIS;
  }

  /** Lets time pass between two probes. */
  public void pass(long millis) {
    now += Math.max(0, millis);
  }

  /** The next probe is sent at this moment, in milliseconds since the beginning, if not later. */
  public void passTo(long millis) {
    advanceTo(millis);
    untilNextProbe = 0;
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
    neighbours.remove(all -> true);
    fdb.remove((all, ports) -> true);
    exceptions.clear();
    pathMtus.clear();
    vteps.clear();
    connections.clear();
    fragments.clear();
    timers.clear();
  }

  /**
   * Forgets what does not outlive a change of the network: what was learned on devices that are
   * gone, down or without carrier (neigh_ifdown, neigh_carrier_down, br_fdb_delete_by_port).
   */
  @SuppressWarnings("ReferenceEquality") // another value means that a command was given
  void settle(Network network) {
    if (network != settled) {
      neighbours.remove(key -> !isWorking(network, key.namespace(), key.device()));
      fdb.remove(
          (key, port) ->
              !isWorking(network, key.namespace(), port)
                  || !network
                      .namespace(key.namespace())
                      .flatMap(ns -> ns.device(port).flatMap(ns::bridgeOf))
                      .filter(bridge -> bridge.name().equals(key.bridge()))
                      .isPresent());
      vteps.keySet().removeIf(key -> !isWorking(network, key.namespace(), key.device()));
      settled = network;
    }
  }

  private static boolean isWorking(Network network, String namespace, String device) {
    return network
        .device(new DeviceRef(namespace, device))
        .filter(found -> found.up() && network.hasCarrier(found))
        .isPresent();
  }

  /** The probe's sockets close: their timers go with them. */
  void closeSockets() {
    timers.removeIf(Timer::ofProbe);
  }

  NeighbourTables neighbours() {
    return neighbours;
  }

  @Nullable Neighbour neighbour(NeighbourTables.Key key) {
    return neighbours.find(key);
  }

  Neighbour neighbourOrNew(NeighbourTables.Key key) {
    return neighbours.findOrMake(key);
  }

  ForwardingTables fdb() {
    return fdb;
  }

  Map<VtepKey, Ip> vteps() {
    return vteps;
  }

  /** The connections that a namespace tracks. */
  Connections connections(String namespace) {
    return connections.computeIfAbsent(namespace, any -> new Connections());
  }

  /** The connections that a namespace began to track last, at most so many, oldest first. */
  public List<ConnectionView> newestConnections(String namespace, int most) {
    Connections tracked = connections.get(namespace);
    return tracked == null ? List.of() : tracked.newest(now, most);
  }

  long nextConnection() {
    return ++connectionsBegun;
  }

  /** Fragments that wait for the rest of their packet. */
  Map<Reassembly.Key, Gathering> fragments() {
    return fragments;
  }

  /** How many packets have asked a counting rule before. */
  int count(String namespace, RulePlace place) {
    return counts.merge(new CountKey(namespace, place), 1, Integer::sum) - 1;
  }

  /** A number from 0 to 1, the same in every run of probes with this seed. */
  double draw(long seed) {
    return new SplittableRandom(seed * 31 + ++draws).nextDouble();
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

  /** An ICMP error said that no more than this fits on the way to the destination. */
  void learnPathMtu(String namespace, Ip destination, int mtu, long forMillis) {
    pathMtus.put(new ExceptionKey(namespace, destination), new PathMtu(mtu, now + forMillis));
  }

  /** What is known of the way to the destination, if it is still believed. */
  OptionalInt pathMtu(String namespace, Ip destination) {
    PathMtu known = pathMtus.get(new ExceptionKey(namespace, destination));
    return known != null && known.until() > now ? OptionalInt.of(known.mtu()) : OptionalInt.empty();
  }

  @Override
  public Optional<Learned.RouteException> exception(String namespace, Ip destination) {
    ExceptionKey key = new ExceptionKey(namespace, destination);
    Ip gateway = redirected(namespace, destination).orElse(null);
    int mtu = pathMtu(namespace, destination).orElse(0);
    if (gateway == null && mtu == 0) {
      return Optional.empty();
    }
    PathMtu path = pathMtus.get(key);
    RouteException redirect = exceptions.get(key);
    long until = Math.max(path == null ? 0 : path.until(), redirect == null ? 0 : redirect.until());
    return Optional.of(new Learned.RouteException(gateway, mtu, (until - now - 1) / 1_000));
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
