package dev.podlane.notation;

import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  }

  private PathLines() {}

  /** The lines that are not empty, by name: request, reply, errors, redirects, arp. */
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
   * repetitions, or belong to the same connection. Errors, redirects and ARP are printed all.
   *
   * @return empty if no packet of the flow was seen anywhere
   */
  public static String line(Trace trace, Flow flow) {
    List<List<Sighting>> packets = Sighting.of(trace, flow);
    boolean isOne = flow == Flow.REQUEST || flow == Flow.REPLY;
    List<String> words = new ArrayList<>();
    String addresses = "";
    for (List<Sighting> packet : packets) {
      for (Sighting seen : packet) {
        String now = addresses(seen.packet().payload());
        if (!now.equals(addresses)) {
          words.add("{" + now + "}");
          addresses = now;
        }
        words.add(word(seen));
      }
      if (isOne && !packet.isEmpty()) {
        break;
      }
    }
    return String.join(" ", words);
  }

  private static String word(Sighting seen) {
    String ttl = seen.packet().payload() instanceof IpPacket ip ? String.valueOf(ip.ttl()) : "";
    return seen.namespace()
        + "/"
        + seen.device()
        + (seen.out() ? ">" : "<")
        + ttl
        + (seen.other() ? "!other" : "");
  }

  private static String addresses(Payload payload) {
    if (payload instanceof Arp arp) {
      return arp.request()
          ? "who-has " + arp.targetIp() + " tell " + arp.senderIp()
          : arp.senderIp() + " is-at " + arp.senderMac();
    }
    IpPacket ip = (IpPacket) payload;
    return ip.source()
        + port(ip.segment(), true)
        + ">"
        + ip.destination()
        + port(ip.segment(), false)
        + error(ip.segment());
  }

  private static String port(Segment segment, boolean source) {
    if (segment instanceof Tcp tcp) {
      return ":" + (source ? tcp.sourcePort() : tcp.destinationPort());
    }
    if (segment instanceof Udp udp) {
      return ":" + (source ? udp.sourcePort() : udp.destinationPort());
    }
    return "";
  }

  private static String error(Segment segment) {
    return segment instanceof Icmp icmp && !(icmp instanceof Icmp.Echo)
        ? " icmp" + icmp.type() + "/" + icmp.code()
        : "";
  }
}
