package dev.podlane.trace.neighbour;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.NeighbourState;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.NeighbourEntry;
import dev.podlane.trace.memory.NeighbourTables;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.NeighbourStep;
import java.util.Objects;
import java.util.Optional;

/** Finds the hardware address of a next hop, asking for it if need be (net/core/neighbour.c). */
final class Neighbours {
  /** mcast_solicit: requests sent before giving up. */
  private static final int ATTEMPTS = 3;

  /** retrans_time 1 s, as long as the kernel's timer wheel was observed to take for it. */
  private static final long RETRANS_MILLIS = 1_020;

  private final Kernel kernel;
  private final Stages stages;

  Neighbours(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /**
   * Sends a packet to a next hop on a device, now or when its address is known.
   *
   * @return false if it was lost at once
   */
  boolean output(PacketInHost passage, Device device, Ip nextHop) {
    NetworkNamespace ns = passage.ns();
    Optional<Mac> permanent = permanent(ns, device, nextHop);
    if (permanent.isPresent()) {
      return resolved(passage, device, nextHop, permanent.get(), NeighbourState.PERMANENT);
    }
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), device.name(), nextHop);
    NeighbourEntry entry = kernel.memory().neighbourOrNew(key);
    if (entry.isGivenUp(kernel.memory().now())) {
      entry.fail();
    }
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
              device.name(), nextHop, kernel.memory().neighbours().picture(ns)));
      entry.startAsking();
      entry.await(passage);
      ask(passage, device, nextHop, entry);
    }
    return true;
  }

  /** Asks for an address without a packet that waits (neigh_event_send). */
  void ask(PacketInHost cause, Device device, Ip target) {
    NeighbourEntry entry =
        kernel
            .memory()
            .neighbourOrNew(new NeighbourTables.Key(cause.ns().name(), device.name(), target));
    if (entry.state() == NeighbourState.FAILED) {
      entry.startAsking();
      ask(cause, device, target, entry);
    }
  }

  private boolean resolved(
      PacketInHost passage, Device device, Ip nextHop, Mac mac, NeighbourState state) {
    passage.note(
        new NeighbourStep.NeighbourResolved(
            device.name(),
            nextHop,
            mac,
            state,
            kernel.memory().neighbours().picture(passage.ns())));
    return transmit(passage, device, mac);
  }

  private boolean transmit(PacketInHost passage, Device device, Mac to) {
    boolean bridged = passage.port() != null; // keeps the sender's address on its way on
    Mac from = bridged ? Objects.requireNonNull(passage.skb().source()) : device.mac();
    Skb framed = passage.skb().framed(from, to);
    PacketInHost ready =
        passage.change(new NeighbourStep.HeaderBuilt(device.name(), from, to), framed);
    return stages.frameOutput().transmit(ready, device);
  }

  /** The hardware address of a neighbour known well enough to be used without asking again. */
  Optional<Mac> confirmed(NetworkNamespace ns, Device device, Ip ip) {
    NeighbourEntry entry =
        kernel.memory().neighbour(new NeighbourTables.Key(ns.name(), device.name(), ip));
    return permanent(ns, device, ip)
        .or(
            () ->
                Optional.ofNullable(entry)
                    .filter(found -> found.state() == NeighbourState.REACHABLE)
                    .map(NeighbourEntry::mac));
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
  private void ask(PacketInHost cause, Device device, Ip target, NeighbourEntry entry) {
    entry.askedAgain();
    NetworkNamespace ns = cause.ns();
    Ip sender = senderAddress(cause, device, target);
    HopBuilder hop =
        kernel.recorder().packet(ns.name(), Flow.ARP, cause.hop(), kernel.memory().now());
    Skb request =
        Skb.of(new Arp(true, device.mac(), sender, Mac.ZERO, target))
            .framed(device.mac(), Mac.BROADCAST);
    PacketInHost asking = new PacketInHost(ns, hop, request, null, null);
    asking.note(new NeighbourStep.ArpRequestSent(device.name(), sender, target, entry.attempts()));
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), device.name(), target);
    kernel.memory().schedule(RETRANS_MILLIS, false, new TimerEvent.ArpRetry(cause, key, entry));
    stages.frameOutput().transmit(asking, device);
  }

  /** The packet's own source if it is this host's, else an address of the device (arp_solicit). */
  private static Ip senderAddress(PacketInHost cause, Device device, Ip target) {
    Ip source = cause.ip().source();
    return cause.ns().owns(source)
        ? source
        : SourceSelection.onDevice(cause.ns(), device, target).orElse(Ip.ANY);
  }

  /** No answer came in time: asks once more, or gives up. */
  void retry(TimerEvent.ArpRetry event) {
    NeighbourTables.Key key = event.key();
    NeighbourEntry entry = event.entry();
    boolean current = kernel.memory().neighbour(key) == entry;
    if (!current || entry.state() != NeighbourState.INCOMPLETE) {
      return;
    }
    Optional<NetworkNamespace> ns = kernel.network().namespace(key.namespace());
    Optional<Device> device = ns.flatMap(found -> found.device(key.device()));
    if (entry.attempts() < ATTEMPTS && device.isPresent()) {
      // queued packets go on only after a reply, and a later probe has no hop for the request
      PacketInHost cause = event.cause();
      ask(cause.in(ns.get(), cause.hop()), device.get(), key.ip(), entry);
      return;
    }
    entry.fail();
    for (PacketInHost waiting : entry.release()) {
      PacketInHost failing = kernel.resume(waiting);
      failing.note(new NeighbourStep.NeighbourFailed(key.device(), key.ip()));
      kernel.drop(failing, DropReason.NEIGHBOUR_FAILED, key.device());
      stages.icmpErrors().send(failing, 3, 1);
    }
  }

  /** An answer came: the packets queued are sent. */
  void released(NeighbourTables.Key key, NeighbourEntry entry) {
    Mac mac = entry.mac();
    for (PacketInHost waiting : entry.release()) {
      PacketInHost ready = kernel.resume(waiting);
      Optional<Device> device = ready.ns().device(key.device());
      if (mac != null && device.isPresent()) {
        resolved(ready, device.get(), key.ip(), mac, entry.state());
      }
    }
  }

  /** Returns true if a packet of the running probe is queued in the namespace that sent it. */
  boolean holdsRequestOf(String namespace) {
    return kernel
        .memory()
        .neighbours()
        .waiting()
        .anyMatch(
            waiting ->
                waiting.in() == null
                    && waiting.ns().name().equals(namespace)
                    && waiting.hop().flow() == Flow.REQUEST
                    && waiting.hop().isOf(kernel.recorder()));
  }
}
