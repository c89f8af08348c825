package dev.podlane.web.api.view;

import dev.podlane.console.iptables.RuleText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Subject;
import dev.podlane.net.filter.Tracking;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a condition fails: the condition as iptables prints it, and what the packet has instead. */
final class Mismatches {
  private static final String KEY = "evidence.filter.";

  private final Words words;

  Mismatches(Words words) {
    this.words = words;
  }

  /** Whether the condition fails; one that is not modelled cannot be answered. */
  static boolean fails(Match match, Subject subject, RulePlace place) {
    return match instanceof OtherMatch.Unknown || !match.matches(subject, place);
  }

  /** The condition, and what the packet has. */
  String of(Match match, Subject subject) {
    if (match instanceof HeaderMatch header) {
      return header(header, subject);
    }
    if (match instanceof PortMatch port) {
      return port(port, subject.packet());
    }
    return match instanceof TrackingMatch tracking
        ? tracking(tracking, subject)
        : other((OtherMatch) match, subject);
  }

  private String say(Match match, String key, Object... args) {
    List<String> all = new ArrayList<>(List.of(RuleText.condition(match)));
    Arrays.stream(args).map(String::valueOf).forEach(all::add);
    return words.say(KEY + key, all);
  }

  private String header(HeaderMatch match, Subject subject) {
    if (match instanceof HeaderMatch.Source) {
      return say(match, "source", subject.packet().source());
    }
    if (match instanceof HeaderMatch.Destination) {
      return say(match, "destination", subject.packet().destination());
    }
    if (match instanceof HeaderMatch.InDevice) {
      return subject.in().isEmpty() ? say(match, "in.none") : say(match, "in", subject.in());
    }
    if (match instanceof HeaderMatch.OutDevice) {
      return subject.out().isEmpty() ? say(match, "out.none") : say(match, "out", subject.out());
    }
    return match instanceof HeaderMatch.Protocol
        ? say(match, "protocol", protocol(subject.packet().segment()))
        : say(match, "fragment");
  }

  private static String protocol(Segment segment) {
    return switch (segment.protocol()) {
      case 1 -> "ICMP";
      case 6 -> "TCP";
      case 17 -> "UDP";
      default -> Integer.toString(segment.protocol());
    };
  }

  private String port(PortMatch match, IpPacket packet) {
    Segment segment = packet.segment();
    if (!packet.showsSegment()) {
      return say(match, "fragment");
    }
    if (match instanceof PortMatch.IcmpType && segment instanceof Icmp icmp) {
      return say(match, "icmp", icmp.type(), icmp.code());
    }
    if (match instanceof PortMatch.TcpFlags && segment instanceof Tcp tcp) {
      return say(match, "flags", String.join(", ", tcp.flags().bits()));
    }
    if (match instanceof PortMatch.SourcePort at && at.protocol() == segment.protocol()) {
      return say(match, "sport", segment.sourcePort());
    }
    if (match instanceof PortMatch.DestinationPort at && at.protocol() == segment.protocol()) {
      return say(match, "dport", segment.destinationPort());
    }
    return match instanceof PortMatch.Multiport
        ? say(match, "ports", segment.sourcePort(), segment.destinationPort())
        : say(match, "protocol", protocol(segment));
  }

  private String tracking(TrackingMatch match, Subject subject) {
    if (match instanceof TrackingMatch.State) {
      return say(match, "state", subject.tracking().state().name());
    }
    if (subject.tracking().origin() == null) {
      return say(match, "untracked");
    }
    if (match instanceof TrackingMatch.ConnectionMark) {
      return say(match, "connmark", hex(subject.tracking().mark()));
    }
    if (match instanceof TrackingMatch.Direction) {
      return say(match, "direction", subject.tracking().reply() ? "REPLY" : "ORIGINAL");
    }
    Tracking.Origin origin = subject.tracking().origin();
    return match instanceof TrackingMatch.OriginalPort
        ? say(
            match, "origin", origin.source(), origin.destination() + ":" + origin.destinationPort())
        : say(match, "origin", origin.source(), origin.destination());
  }

  private String other(OtherMatch match, Subject subject) {
    if (match instanceof OtherMatch.Mark) {
      return say(match, "mark", hex(subject.mark()));
    }
    if (match instanceof OtherMatch.AddressType type) {
      IpPacket packet = subject.packet();
      Ip address = type.source() ? packet.source() : packet.destination();
      String device =
          switch (type.limit()) {
            case NONE -> null;
            case IN -> subject.in();
            case OUT -> subject.out();
          };
      return say(match, "kind", address, subject.around().kind(address, device).name());
    }
    if (match instanceof OtherMatch.InSet) {
      return say(match, "set", subject.packet().source(), subject.packet().destination());
    }
    if (match instanceof OtherMatch.PhysicalDevice) {
      return say(match, "ports.bridge", orDash(subject.portIn()), orDash(subject.portOut()));
    }
    return match.counts() ? say(match, "chance") : say(match, "unknown");
  }

  private static String orDash(String port) {
    return port.isEmpty() ? "–" : port;
  }

  private static String hex(int mark) {
    return "0x" + Integer.toHexString(mark).toLowerCase(Locale.ROOT);
  }
}
