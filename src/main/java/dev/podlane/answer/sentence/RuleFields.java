package dev.podlane.answer.sentence;

import dev.podlane.console.iptables.RuleText;
import dev.podlane.console.nft.text.ExpressionText;
import dev.podlane.console.nft.text.StatementText;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.StatementEvidence;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.nft.Statement;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.RuleStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of the deciding rule, each with the packet's value. */
final class RuleFields {
  private RuleFields() {}

  static List<Field> of(RuleStep.RulesRead read) {
    Verdict.Hit by = read.verdict().by();
    List<Field> fields = new ArrayList<>();
    if (by != null && by.rule().target() instanceof Target.Statements own) {
      return statements(read, by, own);
    }
    if (by == null) {
      return fields;
    }
    for (Match match : by.rule().matches()) {
      if (!(match instanceof OtherMatch.Comment)) {
        fields.add(
            match instanceof OtherMatch.Extension extension
                ? extension(extension, read.subject(), by.place())
                : field(match, read.subject()));
      }
    }
    return fields;
  }

  private static List<Field> statements(
      RuleStep.RulesRead read, Verdict.Hit by, Target.Statements rule) {
    List<Field> fields = new ArrayList<>();
    for (StatementEvidence each :
        StatementEvidence.of(read.table(), by.place(), rule, read.subject())) {
      boolean asks =
          each.statement() instanceof Statement.Relation
              || each.statement() instanceof Statement.VerdictMap;
      if (asks) {
        String name = ExpressionText.of(each.asked().get(0));
        String text = new StatementText(true).of(each.statement());
        String wanted = text.startsWith(name + " ") ? text.substring(name.length() + 1) : text;
        String had =
            each.had().isEmpty()
                ? null
                : ExpressionText.values(each.had(), ExpressionText.types(each.asked().get(0)));
        fields.add(new Field(name, wanted, had));
      }
    }
    return fields;
  }

  /** {@code -m ttl --ttl-lt 5} is the field {@code ttl} that wants {@code --ttl-lt 5}. */
  private static Field extension(
      OtherMatch.Extension match, PacketAtHook subject, RulePlace place) {
    String words = match.text().substring("-m ".length() + match.name().length()).strip();
    String had = String.join(" ", match.ask(subject, place).values());
    return new Field(match.name(), words.isEmpty() ? null : words, had.isEmpty() ? null : had);
  }

  /** {@code ! -s 10.0.0.0/8} is the field {@code -s} that wants {@code ! 10.0.0.0/8}. */
  private static Field field(Match match, PacketAtHook subject) {
    String text = RuleText.condition(match);
    boolean inverted = text.startsWith("! ");
    String bare = inverted ? text.substring(2) : text;
    int space = bare.indexOf(' ');
    String name = space < 0 ? bare : bare.substring(0, space);
    String value = space < 0 ? "" : bare.substring(space + 1);
    String wanted = (inverted ? "! " : "") + value;
    return new Field(name, wanted.isEmpty() ? null : wanted, had(match, subject));
  }

  private static @Nullable String had(Match match, PacketAtHook subject) {
    IpPacket packet = subject.packet();
    if (match instanceof HeaderMatch header) {
      return header(header, subject);
    }
    if (match instanceof PortMatch port) {
      return port(port, packet.segment());
    }
    if (match instanceof TrackingMatch.State) {
      return subject.tracking().state().name();
    }
    if (match instanceof TrackingMatch.ConnectionMark) {
      return hex(subject.tracking().mark());
    }
    if (match instanceof OtherMatch.Mark) {
      return hex(subject.mark());
    }
    if (match instanceof OtherMatch.AddressType type) {
      return (type.source() ? packet.source() : packet.destination()).toString();
    }
    if (match instanceof OtherMatch.InSet set) {
      boolean isSource = set.sources().get(0);
      return (isSource ? packet.source() : packet.destination()).toString();
    }
    return match instanceof OtherMatch.PhysicalDevice port
        ? port.in() == null ? subject.portOut() : subject.portIn()
        : null;
  }

  private static @Nullable String header(HeaderMatch match, PacketAtHook subject) {
    if (match instanceof HeaderMatch.Source) {
      return subject.packet().source().toString();
    }
    if (match instanceof HeaderMatch.Destination) {
      return subject.packet().destination().toString();
    }
    if (match instanceof HeaderMatch.InDevice) {
      return subject.in();
    }
    if (match instanceof HeaderMatch.OutDevice) {
      return subject.out();
    }
    return match instanceof HeaderMatch.Protocol
        ? protocol(subject.packet().segment().protocol())
        : null;
  }

  private static String protocol(int number) {
    return switch (number) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case 17 -> "udp";
      default -> Integer.toString(number);
    };
  }

  private static String port(PortMatch match, Segment segment) {
    if (match instanceof PortMatch.TcpFlags && segment instanceof Tcp tcp) {
      return String.join(",", tcp.flags().bits());
    }
    if (match instanceof PortMatch.IcmpType && segment instanceof Icmp icmp) {
      return icmp.type() + "/" + icmp.code();
    }
    boolean isSource =
        match instanceof PortMatch.SourcePort
            || (match instanceof PortMatch.Multiport ports
                && ports.side() == PortMatch.Multiport.Side.SOURCE);
    int port = isSource ? segment.sourcePort() : segment.destinationPort();
    return match instanceof PortMatch.Loaded
        ? protocol(segment.protocol())
        : Integer.toString(port);
  }

  private static String hex(int mark) {
    return "0x" + Integer.toHexString(mark);
  }
}
