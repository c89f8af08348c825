package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.NeighbourStep.ArpIgnored.Why;
import java.util.List;

/** An ARP message came in (arp_process in net/ipv4/arp.c). */
final class ArpInput {
  private final Walk walk;

  ArpInput(Walk walk) {
    this.walk = walk;
  }

  void receive(Passage passage, Device device, Arp message) {
    boolean answered = message.request() && answer(passage, device, message);
    if (!answered) {
      update(passage, device, message);
    }
  }

  /** The target of a request learns the requester and answers. */
  private boolean answer(Passage passage, Device device, Arp message) {
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
        Cause.Field field = Cause.Field.conf(device.name(), "arp_ignore", 0, setting);
        return ignore(passage, device, message, Why.ARP_IGNORE, field);
      }
      reply(passage, device, message, false);
      return true;
    }
    if (!ns.sysctls().anyOf("proxy_arp", device.name())) {
      return ignore(passage, device, message, Why.NOT_MINE);
    }
    if (!(way instanceof RouteDecision.Unicast unicast)) {
      Cause.Field field = new Cause.Field("route", target.toString(), null);
      return ignore(passage, device, message, Why.PROXY_NO_ROUTE, field);
    }
    if (unicast.device().equals(device.name())) {
      return ignore(passage, device, message, Why.PROXY_SAME_DEVICE);
    }
    if (!ns.sysctls().forwards(device.name())) {
      Cause.Field field = Cause.Field.conf(device.name(), "forwarding", 1, 0);
      return ignore(passage, device, message, Why.PROXY_NO_FORWARDING, field);
    }
    reply(passage, device, message, true);
    return true;
  }

  /** The sender's address may not come in here, so it is not answered. */
  private static boolean refuse(
      Passage passage, Device device, Arp message, SourceValidation source, boolean isMine) {
    Cause.Field[] fields = SourceFields.of(source, passage.ns(), device, message.senderIp());
    Why why =
        !isMine
            ? Why.BAD_SENDER
            : source.refusal() == SourceValidation.Refusal.LOCAL_SOURCE
                ? Why.LOCAL_SENDER
                : Why.REVERSE_PATH;
    return ignore(passage, device, message, why, fields);
  }

  private static boolean ignore(
      Passage passage, Device device, Arp message, Why why, Cause.Field... fields) {
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

  private void reply(Passage passage, Device device, Arp request, boolean proxy) {
    // who asks is believed at once; locktime is for answers (neigh_event_ns)
    learn(passage, device, request.senderIp(), request.senderMac(), NeighbourState.STALE, true);
    passage.note(
        new NeighbourStep.ArpReplySent(
            device.name(), request.targetIp(), request.senderIp(), proxy));
    Skb answer = Skb.of(request.answeredBy(device.mac())).framed(device.mac(), request.senderMac());
    HopBuilder cause = passage.hop();
    NetworkNamespace ns = passage.ns();
    if (!proxy) {
      transmit(walk, ns, cause, answer, device);
      return;
    }
    long delay = ProxyDelay.millis(request.targetIp(), walk.client.seed());
    walk.memory.schedule(delay, false, later -> transmit(later, ns, cause, answer, device));
  }

  private static void transmit(
      Walk walk, NetworkNamespace ns, HopBuilder cause, Skb answer, Device device) {
    HopBuilder hop = walk.recorder.packet(ns.name(), Flow.ARP, cause, walk.memory.now());
    walk.linkOutput.transmit(new Passage(ns, hop, answer, null, null), device);
  }

  private void learn(
      Passage passage, Device device, Ip ip, Mac mac, NeighbourState as, boolean overrides) {
    NeighbourTables.Key key = new NeighbourTables.Key(passage.ns().name(), device.name(), ip);
    Neighbour entry = walk.memory.neighbourOrNew(key);
    if (entry.learn(mac, as, walk.memory.now(), overrides)) {
      passage.note(new NeighbourStep.NeighbourLearned(device.name(), ip, mac, entry.state()));
      walk.neighbours.released(key, entry);
    } else {
      passage.note(new NeighbourStep.ArpIgnored(device.name(), ip, Why.NOT_ASKED, ip, List.of()));
    }
  }

  /** Only who has an entry already takes note of others' messages. */
  private void update(Passage passage, Device device, Arp message) {
    NeighbourTables.Key key =
        new NeighbourTables.Key(passage.ns().name(), device.name(), message.senderIp());
    if (walk.memory.neighbour(key) == null) {
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
