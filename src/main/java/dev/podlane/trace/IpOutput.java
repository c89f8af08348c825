package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.route.RouteQuery;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends what this host itself makes, and what it forwards (ip_local_out, ip_output). */
final class IpOutput {
  /** What a call says when the device lost the packet while it was being sent (NET_XMIT_DROP). */
  private static final String LOST = "ENOBUFS";

  private final Walk walk;

  IpOutput(Walk walk) {
    this.walk = walk;
  }

  /** What a packet of this host's own is made of, besides its addresses. */
  record Draft(Ip destination, int ttl, int identification, boolean df, Segment segment) {}

  /**
   * Sends a packet along a way that was found.
   *
   * @return the errno the sending call returns, empty if there is none
   */
  String send(NetworkNamespace ns, HopBuilder hop, Way way, Draft draft) {
    return send(ns, hop, way, draft, null);
  }

  /**
   * As {@link #send(NetworkNamespace, HopBuilder, Way, Draft)}.
   *
   * @param connection what the packet belongs to, if it is made for one that is tracked
   */
  String send(
      NetworkNamespace ns,
      HopBuilder hop,
      Way way,
      Draft draft,
      @Nullable ConnectionRef connection) {
    Ip source = way.source();
    if (source == null) {
      throw new IllegalArgumentException("no way was found");
    }
    IpPacket packet =
        new IpPacket(
            source,
            draft.destination(),
            draft.ttl(),
            draft.identification(),
            draft.df(),
            draft.segment());
    return sendOut(new Passage(ns, hop, Skb.of(packet).tracked(connection), null, null), way);
  }

  /** Sends a packet made in another's name, by the way that leads to its destination. */
  void sendAs(Passage passage) {
    IpPacket packet = passage.ip();
    RouteQuery query =
        RouteQuery.sent(packet.destination(), packet.source()).marked(passage.skb().mark());
    Way way =
        walk.outputRoute.routeFrom(
            passage.ns(), passage.hop(), Queries.carrying(query, packet.segment()));
    if (way.isFound()) {
      sendOut(passage, way);
    } else {
      walk.drop(passage, way.refusal(), null);
    }
  }

  /** Past OUTPUT and out; what is rewritten there takes another way (ip_route_me_harder). */
  String sendOut(Passage made, Way found) {
    Passage passage = walk.netfilter.pass(made, Hook.OUTPUT, found.out());
    if (passage == null) {
      return "EPERM";
    }
    Way way = found;
    boolean isRewritten =
        !passage.ip().destination().equals(made.ip().destination())
            || !passage.ip().source().equals(made.ip().source())
            || passage.skb().mark() != made.skb().mark();
    if (isRewritten) {
      IpPacket packet = passage.ip();
      RouteQuery query = RouteQuery.sent(packet.destination(), packet.source());
      way =
          walk.outputRoute.routeFrom(
              passage.ns(), passage.hop(), query.marked(passage.skb().mark()));
      if (!way.isFound()) {
        walk.drop(passage, way.refusal(), null);
        return way.errno();
      }
    }
    return output(
        passage,
        Objects.requireNonNull(way.device()),
        Objects.requireNonNull(way.nextHop()),
        way.mtu());
  }

  /**
   * Past POSTROUTING and out by a device, to a next hop on it, in parts if need be.
   *
   * @param mtu most that fits the way
   * @return an errno for the sending call, empty if there is none
   */
  String output(Passage routed, String deviceName, Ip nextHop, int mtu) {
    String in = routed.in() == null ? "" : routed.in().name();
    HookDevices at = HookDevices.through(in, deviceName, routed.physicalInName(), nextHop);
    Passage passage = walk.netfilter.pass(routed, Hook.POSTROUTING, at);
    if (passage == null) {
      return "EPERM";
    }
    Device device = passage.ns().device(deviceName).orElseThrow();
    int largest = passage.skb().largestFragment();
    int length = passage.ip().length();
    if (length <= mtu && largest == 0) {
      return finish(passage, device, nextHop) ? "" : LOST;
    }
    if (length > mtu && passage.ip().dontFragment() && (largest == 0 || largest > mtu)) {
      passage.note(new IpStep.TooBig(deviceName, mtu, length));
      walk.drop(passage, DropReason.TOO_BIG, deviceName);
      walk.icmpErrors.sendTooBig(passage, mtu);
      return "EMSGSIZE";
    }
    int most = largest == 0 ? mtu : Math.min(largest, mtu);
    List<IpPacket> parts =
        length <= most ? List.of(passage.ip()) : Fragmentation.cut(passage.ip(), most);
    if (parts.size() > 1) {
      passage.note(new IpStep.Fragmented(deviceName, most, parts.size()));
    }
    for (IpPacket part : parts) {
      if (!finish(passage.with(passage.skb().with(part)), device, nextHop)) {
        return LOST; // what one part meets at once, the others are spared (ip_do_fragment)
      }
    }
    return "";
  }

  private boolean finish(Passage passage, Device device, Ip nextHop) {
    if (device.link() instanceof Link.Loopback) {
      Skb framed = passage.skb().framed(Mac.ZERO, Mac.ZERO);
      return walk.linkOutput.transmit(passage.with(framed), device);
    }
    return walk.neighbours.output(passage, device, nextHop);
  }
}
