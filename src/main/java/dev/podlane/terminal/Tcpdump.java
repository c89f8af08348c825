package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Skb;
import dev.podlane.workspace.Walked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code tcpdump -n} during a walk: what taps in this namespace see, in the order it happens. A
 * walk has to be named. Times are those of the walk, from its beginning; fields that a walk does
 * not have (windows, options, checksums) are left out.
 */
final class Tcpdump implements Program {
  private static final int MOST_LINES = 2_000;
  private static final int VXLAN_HEADERS = 16;

  private record Seen(int seq, long millis, Sighting sighting) {}

  @Override
  public String synopsis() {
    return "tcpdump [-e] [-n] [-c COUNT] [-i DEVICE|any] [arp|icmp|tcp|udp] (during a walk)";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Options options = new Options("tcpdump", "c:ei:lnpqtv", words);
    String device = Objects.requireNonNullElse(options.value('i'), "any");
    boolean isAny = device.equals("any");
    if (!isAny && shell.ns().device(device).isEmpty()) {
      throw new CommandException(
          "tcpdump: %s: No such device exists%n(No such device exists)".formatted(device), 1);
    }
    String kind = options.operands().isEmpty() ? "" : options.operands().get(0);
    if (options.operands().size() > 1 || !List.of("", "arp", "icmp", "tcp", "udp").contains(kind)) {
      throw new CommandException(
          "podlane: of filters only arp, icmp, tcp and udp are known: "
              + String.join(" ", options.operands()),
          1);
    }
    Walked walked =
        shell
            .watch()
            .orElseThrow(
                () ->
                    new CommandException(
                        "podlane: tcpdump listens during a walk; send a probe first", 1));
    int most = options.number('c', 1, MOST_LINES, MOST_LINES);
    List<Seen> seen = seen(walked, shell.ns().name());
    int captured = 0;
    for (Seen each : seen) {
      Sighting sighting = each.sighting();
      Skb packet = sighting.packet();
      if ((isAny || sighting.device().equals(device))
          && (kind.isEmpty() || kind.equals(kind(packet)))
          && captured < most) {
        captured++;
        String where = isAny ? " %-5s %s ".formatted(sighting.device(), side(sighting)) : " ";
        shell.say(time(each.millis()) + where + text(packet, options.has('e')));
      }
    }
    shell.say(captured + (captured == 1 ? " packet captured" : " packets captured"));
    return 0;
  }

  private static List<Seen> seen(Walked walked, String namespace) {
    List<Seen> all = new ArrayList<>();
    for (Hop hop : walked.trace().hops()) {
      if (hop.namespace().equals(namespace)) {
        for (Hop.StepRecord step : hop.steps()) {
          Sighting.of(hop, step)
              .ifPresent(one -> all.add(new Seen(step.seq(), hop.timeMillis(), one)));
        }
      }
    }
    all.sort(Comparator.comparingInt(Seen::seq));
    return all;
  }

  private static String side(Sighting sighting) {
    return sighting.out() ? "Out" : sighting.other() ? "P  " : "In ";
  }

  private static String time(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%06d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000 * 1_000);
  }

  private static String kind(Skb packet) {
    if (!(packet.payload() instanceof IpPacket ip)) {
      return "arp";
    }
    return name(ip.segment());
  }

  private static String text(Skb packet, boolean showsLink) {
    if (!showsLink || packet.source() == null) {
      return packet.payload() instanceof Arp arp ? "ARP, " + text(arp) : "IP " + text(packet.ip());
    }
    return text(packet.frame());
  }

  private static String text(Frame frame) {
    boolean isArp = frame.payload() instanceof Arp;
    return "%s > %s, ethertype %s, length %d: %s"
        .formatted(
            frame.source(),
            frame.destination().toString().equals("ff:ff:ff:ff:ff:ff")
                ? "Broadcast"
                : frame.destination(),
            isArp ? "ARP (0x0806)" : "IPv4 (0x0800)",
            frame.length(),
            frame.payload() instanceof Arp arp ? text(arp) : text((IpPacket) frame.payload()));
  }

  private static String text(Arp arp) {
    String what =
        arp.request()
            ? "Request who-has " + arp.targetIp() + " tell " + arp.senderIp()
            : "Reply " + arp.senderIp() + " is-at " + arp.senderMac();
    return what + ", length " + arp.length();
  }

  private static String text(IpPacket ip) {
    if (!ip.showsSegment()) {
      return "%s > %s: %s".formatted(ip.source(), ip.destination(), name(ip.segment()));
    }
    Segment segment = ip.segment();
    if (segment instanceof Icmp icmp) {
      return "%s > %s: ICMP %s, length %d"
          .formatted(ip.source(), ip.destination(), text(icmp), icmp.length());
    }
    if (segment instanceof Tcp tcp) {
      return ends(ip, tcp.sourcePort(), tcp.destinationPort()) + text(tcp);
    }
    if (segment instanceof Vxlan vxlan) {
      return ends(ip, vxlan.sourcePort(), vxlan.destinationPort())
          + "VXLAN, flags [I] (0x08), vni %d, length %d: %s"
              .formatted(vxlan.vni(), vxlan.frame().length() + VXLAN_HEADERS, text(vxlan.frame()));
    }
    if (segment instanceof IpInIp tunnel) {
      return "%s > %s: IP %s".formatted(ip.source(), ip.destination(), text(tunnel.packet()));
    }
    if (segment instanceof Udp udp) {
      return ends(ip, udp.sourcePort(), udp.destinationPort()) + "UDP, length " + udp.payload();
    }
    return "%s > %s: %s".formatted(ip.source(), ip.destination(), name(segment));
  }

  private static String ends(IpPacket ip, int source, int destination) {
    return "%s.%d > %s.%d: ".formatted(ip.source(), source, ip.destination(), destination);
  }

  private static String name(Segment segment) {
    if (segment instanceof Icmp) {
      return "icmp";
    }
    return segment instanceof Tcp ? "tcp" : segment instanceof IpInIp ? "ip" : "udp";
  }

  private static String text(Tcp tcp) {
    String flags =
        switch (tcp.flags()) {
          case SYN -> "S";
          case SYN_ACK -> "S.";
          case ACK -> ".";
          case PSH_ACK -> "P.";
          case FIN_ACK -> "F.";
          case RST -> "R";
          case RST_ACK -> "R.";
        };
    return "Flags [" + flags + "], length " + tcp.numbers().payload();
  }

  private static String text(Icmp icmp) {
    if (icmp instanceof Icmp.Echo echo) {
      return "echo %s, id %d, seq %d"
          .formatted(echo.request() ? "request" : "reply", echo.identifier(), echo.sequence());
    }
    if (icmp instanceof Icmp.Redirect redirect) {
      return "redirect %s to host %s"
          .formatted(redirect.quoted().destination(), redirect.gateway());
    }
    Icmp.Problem problem = (Icmp.Problem) icmp;
    return problem.type() == 11
        ? problem.code() == 0 ? "time exceeded in-transit" : "ip reassembly time exceeded"
        : unreachable(problem);
  }

  private static String unreachable(Icmp.Problem problem) {
    IpPacket quoted = problem.quoted();
    String host = quoted.destination().toString();
    Integer port = port(quoted);
    return switch (problem.code()) {
      case 0 -> "net " + host + " unreachable";
      case 1 -> "host " + host + " unreachable";
      case 3 ->
          port == null
              ? host + " port unreachable"
              : host + " " + name(quoted.segment()) + " port " + port + " unreachable";
      case 4 -> host + " unreachable - need to frag (mtu " + problem.mtu() + ")";
      case 9 -> "net " + host + " unreachable - admin prohibited";
      case 10 -> "host " + host + " unreachable - admin prohibited";
      case 13 -> "host " + host + " unreachable - admin prohibited filter";
      default -> host + " unreachable, code " + problem.code();
    };
  }

  private static @Nullable Integer port(IpPacket quoted) {
    if (!quoted.showsSegment()) {
      return null;
    }
    Segment segment = quoted.segment();
    return segment instanceof Tcp tcp
        ? Integer.valueOf(tcp.destinationPort())
        : segment instanceof Udp udp ? Integer.valueOf(udp.destinationPort()) : null;
  }
}
