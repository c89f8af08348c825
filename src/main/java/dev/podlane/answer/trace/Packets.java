package dev.podlane.answer.trace;

import dev.podlane.answer.TraceView.LayerView;
import dev.podlane.answer.TraceView.PacketView;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Skb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the views of packets. */
final class Packets {
  private Packets() {}

  static @Nullable PacketView view(@Nullable Skb packet) {
    if (packet == null) {
      return null;
    }
    List<LayerView> layers = new ArrayList<>();
    if (packet.source() != null && packet.destination() != null) {
      String type = etherType(packet.payload());
      layers.add(
          layer("ethernet", "src", packet.source(), "dst", packet.destination(), "type", type));
    }
    add(packet.payload(), layers);
    return new PacketView(summary(packet.payload()), layers);
  }

  private static String etherType(Payload payload) {
    String digits = Integer.toHexString(payload.etherType());
    return "0x" + "0".repeat(4 - digits.length()) + digits;
  }

  private static String summary(Payload payload) {
    if (payload instanceof Arp arp) {
      return arp.request()
          ? "ARP who-has " + arp.targetIp() + " tell " + arp.senderIp()
          : "ARP " + arp.senderIp() + " is-at " + arp.senderMac();
    }
    IpPacket ip = (IpPacket) payload;
    Fragment part = ip.fragment();
    String which = part == null ? "" : " · @" + part.offset() + (part.more() ? "…" : "");
    return ip.source() + "→" + ip.destination() + " · TTL " + ip.ttl() + which;
  }

  private static void add(Payload payload, List<LayerView> layers) {
    if (payload instanceof Arp arp) {
      layers.add(
          layer(
              "arp",
              "operation",
              arp.request() ? "request" : "reply",
              "sender MAC",
              arp.senderMac(),
              "sender IP",
              arp.senderIp(),
              "target MAC",
              arp.targetMac(),
              "target IP",
              arp.targetIp()));
    } else if (payload instanceof IpPacket ip) {
      addIp(ip, layers);
    }
  }

  private static void addIp(IpPacket ip, List<LayerView> layers) {
    layers.add(
        layer(
            ip.source().isV4() ? "ipv4" : "ipv6",
            "src",
            ip.source(),
            "dst",
            ip.destination(),
            "ttl",
            ip.ttl(),
            "protocol",
            ip.segment().protocol(),
            "id",
            ip.identification(),
            "flags",
            flags(ip),
            "offset",
            ip.fragment() == null ? 0 : ip.fragment().offset(),
            "length",
            ip.length()));
    if (ip.showsSegment()) {
      addSegment(ip.segment(), layers);
    } else {
      layers.add(layer("payload", "length", ip.length() - ip.headerLength()));
    }
  }

  private static String flags(IpPacket ip) {
    boolean more = ip.fragment() != null && ip.fragment().more();
    return ip.dontFragment() ? "DF" : more ? "MF" : "-";
  }

  /** Adds the packet inside another one, carried or quoted. */
  private static void addInside(String inside, List<LayerView> own, List<LayerView> layers) {
    for (LayerView each : own) {
      String how = each.inside() == null ? inside : each.inside();
      layers.add(new LayerView(each.type(), each.fields(), how));
    }
  }

  private static void addQuoted(IpPacket quoted, List<LayerView> layers) {
    List<LayerView> own = new ArrayList<>();
    addIp(quoted, own);
    addInside("quoted", own, layers);
  }

  /** The outer datagram, then the frame it carries (RFC 7348 section 5). */
  private static void addVxlan(Vxlan vxlan, List<LayerView> layers) {
    layers.add(
        layer(
            "udp",
            "sport",
            vxlan.sourcePort(),
            "dport",
            vxlan.destinationPort(),
            "length",
            vxlan.length()));
    layers.add(layer("vxlan", "vni", vxlan.vni()));
    Frame frame = vxlan.frame();
    List<LayerView> own = new ArrayList<>();
    String type = etherType(frame.payload());
    own.add(layer("ethernet", "src", frame.source(), "dst", frame.destination(), "type", type));
    add(frame.payload(), own);
    addInside("tunnel", own, layers);
  }

  private static void addSegment(Segment segment, List<LayerView> layers) {
    if (segment instanceof Tcp tcp) {
      layers.add(
          layer(
              "tcp",
              "sport",
              tcp.sourcePort(),
              "dport",
              tcp.destinationPort(),
              "flags",
              String.join(", ", tcp.flags().bits())));
    } else if (segment instanceof Udp udp) {
      layers.add(
          layer(
              "udp",
              "sport",
              udp.sourcePort(),
              "dport",
              udp.destinationPort(),
              "length",
              udp.length()));
    } else if (segment instanceof Vxlan vxlan) {
      addVxlan(vxlan, layers);
    } else if (segment instanceof IpInIp wrapped) {
      List<LayerView> own = new ArrayList<>();
      addIp(wrapped.packet(), own);
      addInside("tunnel", own, layers);
    } else if (segment instanceof Icmp icmp) {
      addIcmp(icmp, layers);
    }
  }

  private static void addIcmp(Icmp icmp, List<LayerView> layers) {
    if (icmp instanceof Icmp.Echo echo) {
      layers.add(
          layer(
              "icmp",
              "type",
              echo.request() ? "8 echo request" : "0 echo reply",
              "code",
              echo.code(),
              "id",
              echo.identifier(),
              "seq",
              echo.sequence()));
    } else if (icmp instanceof Icmp.Problem problem) {
      layers.add(
          problem.mtu() == 0
              ? layer("icmp", "type", problem.type(), "code", problem.code())
              : layer(
                  "icmp", "type", problem.type(), "code", problem.code(), "mtu", problem.mtu()));
      addQuoted(problem.quoted(), layers);
    } else if (icmp instanceof Icmp.Redirect redirect) {
      layers.add(
          layer(
              "icmp",
              "type",
              redirect.type(),
              "code",
              redirect.code(),
              "gateway",
              redirect.gateway()));
      addQuoted(redirect.quoted(), layers);
    }
  }

  private static LayerView layer(String type, Object... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i].toString(), pairs[i + 1].toString());
    }
    return new LayerView(type, fields, null);
  }
}
