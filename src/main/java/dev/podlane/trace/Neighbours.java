package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.packet.Arp;
import java.util.Objects;
import java.util.Optional;

/** Finds the hardware address of a next hop, asking for it if need be (net/core/neighbour.c). */
final class Neighbours {
  /** mcast_solicit: requests sent before giving up. */
  private static final int ATTEMPTS = 3;

  /** retrans_time 1 s, as long as the kernel's timer wheel was observed to take for it. */
  private static final long RETRANS_MILLIS = 1_020;

  private final Walk walk;

  Neighbours(Walk walk) {
    this.walk = walk;
  }

  /**
   * Sends a packet to a next hop on a device, now or when its address is known.
   *
   * @return false if it was lost at once
   */
  boolean output(Passage passage, Device device, Ip nextHop) {
    NetworkNamespace ns = passage.ns();
    Optional<Mac> permanent = permanent(ns, device, nextHop);
    if (permanent.isPresent()) {
      return resolved(passage, device, nextHop, permanent.get(), NeighbourState.PERMANENT);
    }
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), device.name(), nextHop);
    Neighbour entry = walk.memory.neighbourOrNew(key);
    Mac known = entry.mac();
    if (entry.isUsable() && known != null) {
      return resolved(passage, device, nextHop, known, entry.state());
    }
    if (entry.state() == NeighbourState.INCOMPLETE) {
      entry.await(passage);
      passage.note(new NeighbourStep.NeighbourWaiting(device.name(), nextHop, entry.queued()));
    } else {
      passage.note(
          new NeighbourStep.NeighbourMissing(
              device.name(), nextHop, walk.memory.neighbours().picture(ns)));
      entry.startAsking();
      entry.await(passage);
      ask(passage, device, nextHop, entry);
    }
    return true;
  }

  /** Asks for an address without a packet that waits (neigh_event_send). */
  void ask(Passage cause, Device device, Ip target) {
    Neighbour entry =
        walk.memory.neighbourOrNew(
            new NeighbourTables.Key(cause.ns().name(), device.name(), target));
    if (entry.state() == NeighbourState.FAILED) {
      entry.startAsking();
      ask(cause, device, target, entry);
    }
  }

  private boolean resolved(
      Passage passage, Device device, Ip nextHop, Mac mac, NeighbourState state) {
    passage.note(
        new NeighbourStep.NeighbourResolved(
            device.name(), nextHop, mac, state, walk.memory.neighbours().picture(passage.ns())));
    return transmit(passage, device, mac);
  }

  private boolean transmit(Passage passage, Device device, Mac to) {
    boolean bridged = passage.port() != null; // keeps the sender's address on its way on
    Mac from = bridged ? Objects.requireNonNull(passage.skb().source()) : device.mac();
    Skb framed = passage.skb().framed(from, to);
    Passage ready = passage.change(new NeighbourStep.HeaderBuilt(device.name(), from, to), framed);
    return walk.linkOutput.transmit(ready, device);
  }

  /** The hardware address of a neighbour known well enough to be used without asking again. */
  Optional<Mac> confirmed(NetworkNamespace ns, Device device, Ip ip) {
    Neighbour entry = walk.memory.neighbour(new NeighbourTables.Key(ns.name(), device.name(), ip));
    return permanent(ns, device, ip)
        .or(
            () ->
                Optional.ofNullable(entry)
                    .filter(found -> found.state() == NeighbourState.REACHABLE)
                    .map(Neighbour::mac));
  }

  private static Optional<Mac> permanent(NetworkNamespace ns, Device device, Ip ip) {
    for (var row : ns.neighbours()) {
      if (row.device().equals(device.name()) && row.ip().equals(ip)) {
        return Optional.of(row.mac());
      }
    }
    return Optional.empty();
  }

  /** Sends a request on behalf of a waiting packet, and comes back when no answer arrived. */
  private void ask(Passage cause, Device device, Ip target, Neighbour entry) {
    entry.askedAgain();
    NetworkNamespace ns = cause.ns();
    Ip sender = senderAddress(cause, device, target);
    HopBuilder hop = walk.recorder.packet(ns.name(), Flow.ARP, cause.hop(), walk.memory.now());
    Skb request =
        Skb.of(new Arp(true, device.mac(), sender, Mac.ZERO, target))
            .framed(device.mac(), Mac.BROADCAST);
    Passage asking = new Passage(ns, hop, request, null, null);
    asking.note(new NeighbourStep.ArpRequestSent(device.name(), sender, target, entry.attempts()));
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), device.name(), target);
    walk.memory.schedule(RETRANS_MILLIS, false, later -> later.neighbours.retry(cause, key, entry));
    walk.linkOutput.transmit(asking, device);
  }

  /** The packet's own source if it is this host's, else an address of the device (arp_solicit). */
  private static Ip senderAddress(Passage cause, Device device, Ip target) {
    Ip source = cause.ip().source();
    return cause.ns().owns(source)
        ? source
        : SourceSelection.onDevice(cause.ns(), device, target).orElse(Ip.ANY);
  }

  private void retry(Passage cause, NeighbourTables.Key key, Neighbour entry) {
    boolean current = walk.memory.neighbour(key) == entry;
    if (!current || entry.state() != NeighbourState.INCOMPLETE) {
      return;
    }
    Optional<NetworkNamespace> ns = walk.network.namespace(key.namespace());
    Optional<Device> device = ns.flatMap(found -> found.device(key.device()));
    if (entry.attempts() < ATTEMPTS && device.isPresent()) {
      // what it is for goes on only when it is answered, and a later probe has no hop of it
      ask(cause.in(ns.get(), cause.hop()), device.get(), key.ip(), entry);
      return;
    }
    entry.fail();
    for (Passage waiting : entry.release()) {
      Passage failing = resume(waiting);
      failing.note(new NeighbourStep.NeighbourFailed(key.device(), key.ip()));
      walk.drop(failing, DropReason.NEIGHBOUR_FAILED, key.device());
      walk.icmpErrors.send(failing, 3, 1);
    }
  }

  /** An answer came: what waited goes out. */
  void released(NeighbourTables.Key key, Neighbour entry) {
    Mac mac = entry.mac();
    for (Passage waiting : entry.release()) {
      Passage ready = resume(waiting);
      Optional<Device> device = ready.ns().device(key.device());
      if (mac != null && device.isPresent()) {
        resolved(ready, device.get(), key.ip(), mac, entry.state());
      }
    }
  }

  /** Whether a packet of the running probe waits in the namespace that sent it. */
  boolean holdsRequestOf(String namespace) {
    return walk.memory
        .neighbours()
        .waiting()
        .anyMatch(
            waiting ->
                waiting.in() == null
                    && waiting.ns().name().equals(namespace)
                    && waiting.hop().flow() == Flow.REQUEST
                    && waiting.hop().isOf(walk.recorder));
  }

  /** A packet that waited since an earlier probe goes on in a hop of its own. */
  Passage resume(Passage waiting) {
    NetworkNamespace ns = walk.network.namespace(waiting.ns().name()).orElse(waiting.ns());
    if (waiting.hop().isOf(walk.recorder)) {
      return waiting.in(ns, waiting.hop());
    }
    return waiting.in(ns, walk.recorder.packet(ns.name(), Flow.EARLIER, null, walk.memory.now()));
  }
}
