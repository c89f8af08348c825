package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.ns.KernelState;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The state that a network accumulates while packets run through it: neighbours, forwarding
 * databases, rate limits, the clock and pending timers. Probes of one run share one memory. Not
 * thread-safe.
 */
public final class Memory implements Learned {
  private static final long BETWEEN_PROBES_MILLIS = 20;

  private final NeighbourTables neighbours;
  private final ForwardingTables fdb;
  private final RouteExceptions exceptions;
  private final LearnedSets learnedSets;
  private final RuleMemory rules;
  private final RuleCounters counters;
  private final PeerRates peers;
  private final Map<VtepKey, Ip> vteps = new LinkedHashMap<>();
  private final ConnectionTables connections;
  private final Map<FragmentKey, FragmentQueue> fragments = new HashMap<>();
  private final StandingSockets sockets;
  private final Timers timers;
  private long now;
  private long untilNextProbe = BETWEEN_PROBES_MILLIS;
  private long lastProbe;
  private int identification;
  private long draws;
  private @Nullable Network settled;

  /** The memory of a network through which no packet has run. */
  public Memory() {
    neighbours = new NeighbourTables();
    fdb = new ForwardingTables();
    exceptions = new RouteExceptions();
    learnedSets = new LearnedSets();
    rules = new RuleMemory();
    counters = new RuleCounters();
    sockets = new StandingSockets();
    peers = new PeerRates();
    connections = new ConnectionTables();
    timers = new Timers();
  }

  private Memory(Memory from) {
    neighbours = from.neighbours.copy();
    fdb = from.fdb.copy();
    exceptions = from.exceptions.copy();
    learnedSets = from.learnedSets.copy();
    rules = from.rules.copy();
    counters = from.counters.copy();
    sockets = from.sockets.copy();
    peers = from.peers.copy();
    vteps.putAll(from.vteps);
    connections = from.connections.copy();
    from.fragments.forEach((key, queue) -> fragments.put(key, queue.copy()));
    now = from.now;
    untilNextProbe = from.untilNextProbe;
    lastProbe = from.lastProbe;
    identification = from.identification;
    draws = from.draws;
    settled = from.settled;
    timers = from.timers.in(from, this);
  }

  /** Returns a memory that starts with the state of this one, and goes its own way. */
  public Memory fork() {
    return new Memory(this);
  }

  /** Time passes between the probes of a run, about as much as a program needs to send again. */
  public void nextProbe() {
    now += untilNextProbe;
    untilNextProbe = BETWEEN_PROBES_MILLIS;
    lastProbe = now;
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

  /** As {@link #passTo}, so long after the last probe was sent. */
  public void passSinceLast(long millis) {
    passTo(lastProbe + millis);
  }

  @Override
  public long now() {
    return now;
  }

  /** Lets time pass up to a moment, in milliseconds; it never goes back. */
  public void advanceTo(long time) {
    now = Math.max(now, time);
  }

  /** Clears the state for a cold probe: everything but rate limits. */
  public void forget() {
    neighbours.remove(all -> true);
    fdb.remove((all, ports) -> true);
    exceptions.clear();
    vteps.clear();
    connections.clear();
    fragments.clear();
    sockets.forget(all -> true);
    timers.clear();
  }

  /** Clears the state of a network namespace that is gone. */
  public void forget(String namespace) {
    neighbours.remove(key -> key.namespace().equals(namespace));
    vteps.keySet().removeIf(key -> key.namespace().equals(namespace));
    connections.forget(namespace);
    sockets.forget(key -> key.namespace().equals(namespace));
  }

  /**
   * Removes the entries that do not survive a change of the network: those learned on devices that
   * are gone, down or without carrier (neigh_ifdown, neigh_carrier_down, br_fdb_delete_by_port).
   */
  @SuppressWarnings("ReferenceEquality") // another value means that a command was given
  public void settle(Network network) {
    if (network != settled) {
      WorkingDevices working = new WorkingDevices(network);
      neighbours.remove(key -> !working.has(key.namespace(), key.device()));
      fdb.remove((key, port) -> !working.hasPort(key, port));
      vteps.keySet().removeIf(key -> !working.has(key.namespace(), key.device()));
      if (settled != null) {
        counters.move(settled, network);
      }
      settled = network;
    }
  }

  /** The probe's sockets close, unless they are kept: their timers go with them. */
  public void closeSockets() {
    sockets.remove(all -> !sockets.isKept());
    timers.closeSockets(sockets);
  }

  /** The connections that stand. */
  public StandingSockets sockets() {
    return sockets;
  }

  /** The neighbour tables of all namespaces. */
  public NeighbourTables neighbours() {
    return neighbours;
  }

  /** An entry of a neighbour table, none if there is none. */
  public @Nullable NeighbourEntry neighbour(NeighbourTables.Key key) {
    return neighbours.find(key);
  }

  /** An entry of a neighbour table, made if there is none. */
  public NeighbourEntry neighbourOrNew(NeighbourTables.Key key) {
    return neighbours.findOrMake(key);
  }

  /** The forwarding databases of all bridges. */
  public ForwardingTables fdb() {
    return fdb;
  }

  /** Returns the hosts behind which vxlan devices have heard stations; the devices change it. */
  public Map<VtepKey, Ip> vteps() {
    return vteps;
  }

  /** The connections that a namespace tracks. */
  public Connections connections(String namespace) {
    return connections.of(namespace);
  }

  /** Returns the newest connections tracked by a namespace, at most this many, oldest first. */
  public List<ConnectionView> newestConnections(String namespace, int most) {
    Connections tracked = connections.find(namespace);
    return tracked == null ? List.of() : tracked.newest(now, most);
  }

  /** Number for a connection that begins. */
  public long nextConnection() {
    return connections.next();
  }

  /** The connections of all namespaces. */
  public ConnectionTables tracked() {
    return connections;
  }

  /** Fragments that wait for the rest of their packet. */
  public Map<FragmentKey, FragmentQueue> fragments() {
    return fragments;
  }

  /** The elements that sets have learned from packets. */
  public LearnedSets learnedSets() {
    return learnedSets;
  }

  /** The state that rules remember of packets. */
  public RuleMemory rules() {
    return rules;
  }

  /** The packets that rules have counted. */
  public RuleCounters counters() {
    return counters;
  }

  /** A number from 0 to 1, the same in every run of probes with this seed. */
  public double draw(long seed) {
    return new SplittableRandom(seed * 31 + ++draws).nextDouble();
  }

  /** Returns the recent messages of a namespace to this peer. */
  public PeerRate peer(String namespace, Ip peer) {
    return peers.of(namespace, peer, now);
  }

  /** A redirect was believed: packets to this destination go by another gateway from now on. */
  public void redirect(String namespace, Ip destination, Ip gateway, long forMillis) {
    exceptions.redirect(namespace, destination, gateway, now + forMillis);
  }

  /** The gateway that a redirect named for this destination, if it still holds. */
  public Optional<Ip> redirected(String namespace, Ip destination) {
    return exceptions.redirected(namespace, destination, now);
  }

  /** An ICMP error said that no more than this fits on the way to the destination. */
  public void learnPathMtu(String namespace, Ip destination, int mtu, long forMillis) {
    exceptions.learnPathMtu(namespace, destination, mtu, now + forMillis);
  }

  /** The path MTU learned for a destination, in octets; empty if there is none that holds. */
  public OptionalInt pathMtu(String namespace, Ip destination) {
    return exceptions.pathMtu(namespace, destination, now);
  }

  @Override
  public KernelState state(String namespace) {
    return new KernelState(
        neighbours.learned(namespace),
        fdb.heard(namespace),
        VtepKey.remotes(vteps, namespace),
        newestConnections(namespace, Integer.MAX_VALUE),
        exceptions.of(namespace, now),
        rules.of(namespace),
        counters.of(namespace));
  }

  /**
   * Sets a timer.
   *
   * @param inMillis from now
   * @param ofProbe true if it belongs to the sockets of the running probe
   */
  public void schedule(long inMillis, boolean ofProbe, TimerEvent event) {
    timers.add(now + inMillis, ofProbe, event);
  }

  /** The timer that is due next, none if none is set. */
  public @Nullable Timer nextTimer() {
    return timers.next();
  }

  /** Takes the next timer that is due at a moment, none if none is. */
  public @Nullable Timer takeDue(long time) {
    return timers.takeDue(time);
  }

  /** The next IPv4 identification, never 0. */
  public int nextIdentification() {
    identification = identification % 65_535 + 1;
    return identification;
  }
}
