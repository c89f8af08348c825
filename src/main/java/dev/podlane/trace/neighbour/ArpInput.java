package dev.podlane.trace.neighbour;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.NeighbourState;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.SourceFields;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.NeighbourEntry;
import dev.podlane.trace.memory.NeighbourTables;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.NeighbourStep.ArpIgnored.Why;
import java.util.List;

/** An ARP message came in (arp_process in net/ipv4/arp.c). */
final class ArpInput {
  private final Kernel kernel;
  private final Stages stages;
  private final Neighbours neighbours;

  ArpInput(Kernel kernel, Stages stages, Neighbours neighbours) {
    this.kernel = kernel;
    this.stages = stages;
    this.neighbours = neighbours;
  }

  void receive(PacketInHost passage, Device device, Arp message) {
    boolean answered = message.request() && answer(passage, device, message);
    if (!answered) {
      update(passage, device, message);
    }
  }

  /** The target of a request learns the requester and answers. */
  private boolean answer(PacketInHost passage, Device device, Arp message) {
    NetworkNamespace ns = passage.ns();
    Ip target = message.targetIp();
    if (target.isLoopback() || target.isMulticast()) {
      return ignore(passage, device, message, Why.NOT_MINE);
    }
    RouteQuery query = RouteQuery.received(target, message.senderIp(), device.name());
    SourceValidation source = SourceValidation.check(ns, device, query, null);
    RouteDecision way = ns.routes().lookup(query);
    if (!source.isAccepted()) {
      return refuse(passage, device, message, source, way instanceof RouteDecision.Local);
    }
    if (way instanceof RouteDecision.Local) {
      if (!mayAnswer(ns, device, message)) {
        int setting = ns.sysctls().maxOf("arp_ignore", device.name());
        Field field = Field.conf(device.name(), "arp_ignore", 0, setting);
        return ignore(passage, device, message, Why.ARP_IGNORE, field);
      }
      reply(passage, device, message, false);
      return true;
    }
    if (!ns.sysctls().anyOf("proxy_arp", device.name())) {
      return ignore(passage, device, message, Why.NOT_MINE);
    }
    if (!(way instanceof RouteDecision.Unicast unicast)) {
      Field field = new Field("route", target.toString(), null);
      return ignore(passage, device, message, Why.PROXY_NO_ROUTE, field);
    }
    if (unicast.device().equals(device.name())) {
      return ignore(passage, device, message, Why.PROXY_SAME_DEVICE);
    }
    if (!ns.sysctls().forwards(device.name())) {
      Field field = Field.conf(device.name(), "forwarding", 1, 0);
      return ignore(passage, device, message, Why.PROXY_NO_FORWARDING, field);
    }
    reply(passage, device, message, true);
    return true;
  }

  /** The sender's address may not come in here, so it is not answered. */
  private static boolean refuse(
      PacketInHost passage, Device device, Arp message, SourceValidation source, boolean isMine) {
    Field[] fields = SourceFields.of(source, passage.ns(), device, message.senderIp());
    Why why =
        !isMine
            ? Why.BAD_SENDER
            : source.refusal() == SourceValidation.Refusal.LOCAL_SOURCE
                ? Why.LOCAL_SENDER
                : Why.REVERSE_PATH;
    return ignore(passage, device, message, why, fields);
  }

  private static boolean ignore(
      PacketInHost passage, Device device, Arp message, Why why, Field... fields) {
    Ip about = message.request() ? message.targetIp() : message.senderIp();
    passage.note(
        new NeighbourStep.ArpIgnored(
            device.name(), about, why, message.senderIp(), List.of(fields)));
    return false;
  }

  /** arp_ignore: 0 any address of the host, 1 of this device, 2 and in the sender's subnet. */
  private static boolean mayAnswer(NetworkNamespace ns, Device device, Arp message) {
    return switch (ns.sysctls().maxOf("arp_ignore", device.name())) {
      case 0 -> true;
      case 1 -> device.has(message.targetIp());
      case 2 ->
          device.addresses().stream()
              .anyMatch(
                  address ->
                      address.ip().equals(message.targetIp())
                          && address.prefix().contains(message.senderIp()));
      default -> false;
    };
  }

  private void reply(PacketInHost passage, Device device, Arp request, boolean proxy) {
    // a request updates the entry at once; locktime applies to replies (neigh_event_ns)
    learn(passage, device, request.senderIp(), request.senderMac(), NeighbourState.STALE, true);
    passage.note(
        new NeighbourStep.ArpReplySent(
            device.name(), request.targetIp(), request.senderIp(), proxy));
    Skb answer = Skb.of(request.answeredBy(device.mac())).framed(device.mac(), request.senderMac());
    HopBuilder cause = passage.hop();
    NetworkNamespace ns = passage.ns();
    if (!proxy) {
      transmit(ns, cause, answer, device);
      return;
    }
    long delay = ProxyDelay.millis(request.targetIp(), kernel.seed());
    kernel.memory().schedule(delay, false, new TimerEvent.ProxyArpReply(ns, cause, answer, device));
  }

  /** Answers by now, for another host. */
  void reply(TimerEvent.ProxyArpReply due) {
    transmit(due.ns(), due.cause(), due.answer(), due.device());
  }

  private void transmit(NetworkNamespace ns, HopBuilder cause, Skb answer, Device device) {
    HopBuilder hop = kernel.recorder().packet(ns.name(), Flow.ARP, cause, kernel.memory().now());
    stages.frameOutput().transmit(new PacketInHost(ns, hop, answer, null, null), device);
  }

  private void learn(
      PacketInHost passage, Device device, Ip ip, Mac mac, NeighbourState as, boolean overrides) {
    NeighbourTables.Key key = new NeighbourTables.Key(passage.ns().name(), device.name(), ip);
    NeighbourEntry entry = kernel.memory().neighbourOrNew(key);
    if (entry.learn(mac, as, kernel.memory().now(), overrides)) {
      passage.note(new NeighbourStep.NeighbourLearned(device.name(), ip, mac, entry.state()));
      neighbours.released(key, entry);
    } else {
      passage.note(new NeighbourStep.ArpIgnored(device.name(), ip, Why.NOT_ASKED, ip, List.of()));
    }
  }

  /**
   * Updates the neighbour table from a message for another station, which changes existing entries
   * only.
   */
  private void update(PacketInHost passage, Device device, Arp message) {
    NeighbourTables.Key key =
        new NeighbourTables.Key(passage.ns().name(), device.name(), message.senderIp());
    if (kernel.memory().neighbour(key) == null) {
      if (!message.request()) {
        ignore(passage, device, message, Why.NOT_ASKED);
      }
      return;
    }
    boolean direct = !message.request() && device.mac().equals(passage.skb().destination());
    learn(
        passage,
        device,
        message.senderIp(),
        message.senderMac(),
        direct ? NeighbourState.REACHABLE : NeighbourState.STALE,
        false);
  }
}
