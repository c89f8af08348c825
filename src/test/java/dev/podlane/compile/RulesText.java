package dev.podlane.compile;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules as {@code iptables -S} prints them, of the conditions and targets that are compiled. */
final class RulesText {
  private RulesText() {}

  static String of(Ruleset rules) {
    StringBuilder text = new StringBuilder();
    rules.tables().values().forEach(table -> text.append(of(table)));
    return text.toString();
  }

  static String of(Table table) {
    StringBuilder text = new StringBuilder("*" + table.kind().text() + "\n");
    for (Chain chain : table.chains().values()) {
      String policy = chain.policy() == null ? "-" : "" + chain.policy();
      text.append(":").append(chain.name()).append(" ").append(policy).append("\n");
    }
    for (Chain chain : table.chains().values()) {
      chain.rules().forEach(rule -> text.append("-A ").append(chain.name()).append(line(rule)));
    }
    return text.toString();
  }

  private static String line(Rule rule) {
    String matches = rule.matches().stream().map(RulesText::match).collect(Collectors.joining());
    return matches + target(rule.target()) + "\n";
  }

  private static String match(Match match) {
    if (match instanceof HeaderMatch.Source source) {
      return not(source.inverted()) + " -s " + source.prefix();
    }
    if (match instanceof HeaderMatch.Destination destination) {
      return not(destination.inverted()) + " -d " + destination.prefix();
    }
    if (match instanceof HeaderMatch.InDevice in) {
      return not(in.inverted()) + " -i " + in.name();
    }
    if (match instanceof HeaderMatch.OutDevice out) {
      return not(out.inverted()) + " -o " + out.name();
    }
    if (match instanceof HeaderMatch.Protocol protocol) {
      return " -p " + protocol(protocol.number());
    }
    if (match instanceof PortMatch.DestinationPort port) {
      return " -m " + protocol(port.protocol()) + " --dport " + port.ports().first();
    }
    if (match instanceof TrackingMatch.State state) {
      String kinds =
          state.kinds().stream()
              .map(Enum::name)
              .sorted((a, b) -> b.compareTo(a))
              .collect(Collectors.joining(","));
      return " -m conntrack --ctstate " + kinds;
    }
    if (match instanceof OtherMatch.AddressType type) {
      return " -m addrtype --" + (type.source() ? "src" : "dst") + "-type " + type.kind();
    }
    throw new IllegalArgumentException("" + match);
  }

  private static String not(boolean inverted) {
    return inverted ? " !" : "";
  }

  private static String protocol(int number) {
    return number == 6 ? "tcp" : number == 17 ? "udp" : "" + number;
  }

  private static String target(@Nullable Target target) {
    if (target instanceof Target.Accept) {
      return " -j ACCEPT";
    }
    if (target instanceof Target.Drop) {
      return " -j DROP";
    }
    if (target instanceof Target.Return) {
      return " -j RETURN";
    }
    if (target instanceof Target.Jump jump) {
      return " -j " + jump.chain();
    }
    if (target instanceof Target.Snat snat && snat.first() == null) {
      return " -j MASQUERADE";
    }
    if (target instanceof Target.Dnat dnat && dnat.ports() != null) {
      return " -j DNAT --to-destination " + dnat.first() + ":" + dnat.ports().first();
    }
    throw new IllegalArgumentException("" + target);
  }
}
