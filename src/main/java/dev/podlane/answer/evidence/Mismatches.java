package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.console.iptables.RuleText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Answer;
import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.RulePlace;
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

/**
 * The reason why a condition fails: the condition as iptables prints it, and the packet's value.
 */
final class Mismatches {
  private static final String KEY = "evidence.filter.";

  private final Localizer words;

  Mismatches(Localizer words) {
    this.words = words;
  }

  /** Returns true if the condition fails; false for one that is not modelled. */
  static boolean fails(Match match, PacketAtHook subject, RulePlace place) {
    return match.answer(subject, place) != Answer.YES;
  }

  /** Returns the condition, and the packet's value. */
  String of(Match match, PacketAtHook subject, RulePlace place) {
    return match.accept(
        new Match.Visitor<>() {
          @Override
          public String visit(HeaderMatch it) {
            return it.accept(new Header(subject));
          }

          @Override
          public String visit(PortMatch it) {
            return subject.packet().showsSegment()
                ? it.accept(new Port(subject.packet().segment()))
                : say(it, "fragment");
          }

          @Override
          public String visit(TrackingMatch it) {
            return it.accept(new Connection(subject.tracking()));
          }

          @Override
          public String visit(OtherMatch it) {
            return it.accept(new Other(subject, place));
          }
        });
  }

  private String say(Match match, String key, Object... args) {
    List<String> all = new ArrayList<>(List.of(RuleText.condition(match)));
    Arrays.stream(args).map(String::valueOf).forEach(all::add);
    return words.say(KEY + key, all);
  }

  private static String protocol(Segment segment) {
    return switch (segment.protocol()) {
      case 1 -> "ICMP";
      case 6 -> "TCP";
      case 17 -> "UDP";
      default -> Integer.toString(segment.protocol());
    };
  }

  private static String orDash(String port) {
    return port.isEmpty() ? "–" : port;
  }

  private static String hex(int mark) {
    return "0x" + Integer.toHexString(mark).toLowerCase(Locale.ROOT);
  }

  private final class Header implements HeaderMatch.Visitor<String> {
    private final PacketAtHook subject;

    Header(PacketAtHook subject) {
      this.subject = subject;
    }

    @Override
    public String visit(HeaderMatch.Source it) {
      return say(it, "source", subject.packet().source());
    }

    @Override
    public String visit(HeaderMatch.Destination it) {
      return say(it, "destination", subject.packet().destination());
    }

    @Override
    public String visit(HeaderMatch.InDevice it) {
      return subject.in().isEmpty() ? say(it, "in.none") : say(it, "in", subject.in());
    }

    @Override
    public String visit(HeaderMatch.OutDevice it) {
      return subject.out().isEmpty() ? say(it, "out.none") : say(it, "out", subject.out());
    }

    @Override
    public String visit(HeaderMatch.Protocol it) {
      return say(it, "protocol", protocol(subject.packet().segment()));
    }

    @Override
    public String visit(HeaderMatch.LaterFragment it) {
      return say(it, "fragment");
    }
  }

  private final class Port implements PortMatch.Visitor<String> {
    private final Segment segment;

    Port(Segment segment) {
      this.segment = segment;
    }

    @Override
    public String visit(PortMatch.SourcePort it) {
      return it.protocol() == segment.protocol()
          ? say(it, "sport", segment.sourcePort())
          : other(it);
    }

    @Override
    public String visit(PortMatch.DestinationPort it) {
      return it.protocol() == segment.protocol()
          ? say(it, "dport", segment.destinationPort())
          : other(it);
    }

    @Override
    public String visit(PortMatch.Loaded it) {
      return other(it);
    }

    @Override
    public String visit(PortMatch.TcpFlags it) {
      return segment instanceof Tcp tcp
          ? say(it, "flags", String.join(", ", tcp.flags().bits()))
          : other(it);
    }

    @Override
    public String visit(PortMatch.IcmpType it) {
      return segment instanceof Icmp icmp ? say(it, "icmp", icmp.type(), icmp.code()) : other(it);
    }

    @Override
    public String visit(PortMatch.Multiport it) {
      return say(it, "ports", segment.sourcePort(), segment.destinationPort());
    }

    private String other(PortMatch it) {
      return say(it, "protocol", protocol(segment));
    }
  }

  private final class Connection implements TrackingMatch.Visitor<String> {
    private final Tracking tracking;

    Connection(Tracking tracking) {
      this.tracking = tracking;
    }

    @Override
    public String visit(TrackingMatch.State it) {
      return say(it, "state", tracking.state().name());
    }

    @Override
    public String visit(TrackingMatch.OriginalAddress it) {
      Tracking.Origin origin = tracking.origin();
      if (origin == null) {
        return say(it, "untracked");
      }
      return say(it, "origin", origin.source(), origin.destination());
    }

    @Override
    public String visit(TrackingMatch.OriginalPort it) {
      Tracking.Origin origin = tracking.origin();
      if (origin == null) {
        return say(it, "untracked");
      }
      return say(
          it, "origin", origin.source(), origin.destination() + ":" + origin.destinationPort());
    }

    @Override
    public String visit(TrackingMatch.Direction it) {
      if (tracking.origin() == null) {
        return say(it, "untracked");
      }
      return say(it, "direction", tracking.reply() ? "REPLY" : "ORIGINAL");
    }

    @Override
    public String visit(TrackingMatch.ConnectionMark it) {
      if (tracking.origin() == null) {
        return say(it, "untracked");
      }
      return say(it, "connmark", hex(tracking.mark()));
    }
  }

  private final class Other implements OtherMatch.Visitor<String> {
    private final PacketAtHook subject;
    private final RulePlace place;

    Other(PacketAtHook subject, RulePlace place) {
      this.subject = subject;
      this.place = place;
    }

    @Override
    public String visit(OtherMatch.Mark it) {
      return say(it, "mark", hex(subject.mark()));
    }

    @Override
    public String visit(OtherMatch.AddressType it) {
      IpPacket packet = subject.packet();
      Ip address = it.source() ? packet.source() : packet.destination();
      String device =
          switch (it.limit()) {
            case NONE -> null;
            case IN -> subject.in();
            case OUT -> subject.out();
          };
      return say(it, "kind", address, subject.around().kind(address, device).name());
    }

    @Override
    public String visit(OtherMatch.Comment it) {
      return say(it, "unknown");
    }

    @Override
    public String visit(OtherMatch.Random it) {
      return say(it, "chance");
    }

    @Override
    public String visit(OtherMatch.Nth it) {
      return say(it, "chance");
    }

    @Override
    public String visit(OtherMatch.InSet it) {
      return say(it, "set", subject.packet().source(), subject.packet().destination());
    }

    @Override
    public String visit(OtherMatch.PhysicalDevice it) {
      return say(it, "ports.bridge", orDash(subject.portIn()), orDash(subject.portOut()));
    }

    @Override
    public String visit(OtherMatch.Extension it) {
      Finding found = it.ask(subject, place);
      return say(it, found.code(), found.values().toArray());
    }

    @Override
    public String visit(OtherMatch.Unknown it) {
      return say(it, "unknown");
    }
  }
}
