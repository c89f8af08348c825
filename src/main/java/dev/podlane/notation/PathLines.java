package dev.podlane.notation;

import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.LinkStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints where the packets of a trace were seen, a line for each flow: {@code ns/dev>ttl} left by
 * that device, {@code ns/dev<ttl} came in by it, {@code !other} a frame addressed to another
 * station, {@code {source>destination}} where the addresses change.
 */
public final class PathLines {
  private static final Map<Flow, String> NAMES = new EnumMap<>(Flow.class);

  static {
    NAMES.put(Flow.REQUEST, "request");
    NAMES.put(Flow.REPLY, "reply");
    NAMES.put(Flow.ERROR, "errors");
    NAMES.put(Flow.REDIRECT, "redirects");
    NAMES.put(Flow.ARP, "arp");
    NAMES.put(Flow.CONNECTION, "connection");
  }

  private PathLines() {}

  /** The lines that are not empty, by name: request, reply, errors, redirects, arp, connection. */
  public static Map<String, String> of(Trace trace) {
    Map<String, String> lines = new LinkedHashMap<>();
    NAMES.forEach(
        (flow, name) -> {
          String line = line(trace, flow);
          if (!line.isEmpty()) {
            lines.put(name, line);
          }
        });
    return Collections.unmodifiableMap(lines);
  }

  /**
   * The line of a flow. Of requests and replies only the first packet is printed: the others are
   * repetitions, or belong to the same connection. Errors, redirects and ARP are printed all, and
   * of a connection all but the resets in the prober's name, of which recordings tell nothing
   * either; behind a packet stands how many copies of it were only counted.
   *
   * @return empty if no packet of the flow was seen anywhere
   */
  public static String line(Trace trace, Flow flow) {
    List<List<Sighting>> packets = Sighting.of(trace, flow);
    List<Integer> others = others(trace, flow);
    boolean isOne = flow == Flow.REQUEST || flow == Flow.REPLY;
    List<String> words = new ArrayList<>();
    String addresses = "";
    for (int at = 0; at < packets.size(); at++) {
      List<Sighting> packet = packets.get(at);
      if (flow == Flow.CONNECTION && isResetOfProber(packet)) {
        continue;
      }
      for (Sighting seen : packet) {
        String now = addresses(seen.packet().payload());
        if (!now.equals(addresses)) {
          words.add("{" + now + "}");
          addresses = now;
        }
        words.add(word(seen));
      }
      if (others.get(at) > 0) {
        words.add(String.format(Locale.ROOT, "(+%,d others)", others.get(at)));
      }
      if (isOne && !packet.isEmpty()) {
        break;
      }
    }
    return String.join(" ", words);
  }

  private static boolean isResetOfProber(List<Sighting> packet) {
    return !packet.isEmpty()
        && packet.get(0).packet().payload() instanceof IpPacket ip
        && ip.segment() instanceof Tcp segment
        && segment.flags().isReset()
        && !segment.numbers().ofServer();
  }

  /**
   * Returns the number of copies of each packet of a flow that no station accepted, in the order of
   * the packets.
   */
  private static List<Integer> others(Trace trace, Flow flow) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Hop hop : trace.hops()) {
      if (hop.flow() == flow) {
        int count = counts.getOrDefault(hop.packet(), 0);
        for (Hop.StepRecord stepRecord : hop.steps()) {
          if (stepRecord.step() instanceof LinkStep.BridgeFlooded flooded) {
            count += flooded.others();
          }
        }
        counts.put(hop.packet(), count);
      }
    }
    return List.copyOf(counts.values());
  }

  private static String word(Sighting seen) {
    Payload payload = seen.packet().payload();
    Payload inner = inner(payload);
    String ttl = inner instanceof IpPacket ip ? String.valueOf(ip.ttl()) : "";
    if (inner != payload) {
      IpPacket outer = (IpPacket) payload;
      String kind = outer.segment() instanceof IpInIp ? "ipip " : "vxlan ";
      ttl += "(" + kind + outer.source() + ">" + outer.destination() + " ttl" + outer.ttl() + ")";
    }
    return seen.namespace()
        + "/"
        + seen.device()
        + (seen.out() ? ">" : "<")
        + ttl
        + (seen.other() ? "!other" : "");
  }

  /** Returns the payload of a tunnel's datagram, if the packet shows it; else the packet itself. */
  private static Payload inner(Payload payload) {
    if (!(payload instanceof IpPacket ip) || !ip.showsSegment()) {
      return payload;
    }
    if (ip.segment() instanceof IpInIp wrapped) {
      return wrapped.packet();
    }
    return ip.segment() instanceof Vxlan tunnel ? tunnel.frame().payload() : payload;
  }

  private static String addresses(Payload outer) {
    Payload payload = inner(outer);
    if (payload instanceof Arp arp) {
      return arp.request()
          ? "who-has " + arp.targetIp() + " tell " + arp.senderIp()
          : arp.senderIp() + " is-at " + arp.senderMac();
    }
    IpPacket ip = (IpPacket) payload;
    return ip.source()
        + port(ip, true)
        + ">"
        + ip.destination()
        + port(ip, false)
        + error(ip.segment());
  }

  private static String port(IpPacket packet, boolean source) {
    Segment segment = packet.segment();
    boolean hasPorts = packet.showsSegment() && !(segment instanceof Icmp);
    return hasPorts ? ":" + (source ? segment.sourcePort() : segment.destinationPort()) : "";
  }

  private static String error(Segment segment) {
    return segment instanceof Icmp icmp && !(icmp instanceof Icmp.Echo)
        ? " icmp" + icmp.type() + "/" + icmp.code()
        : "";
  }
}
