package dev.podlane.compile.docker;

import dev.podlane.cluster.Protocol;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a line of {@code iptables}, its conditions in the order in which {@code iptables-save}
 * prints them.
 */
record RuleLine(List<Match> matches, @Nullable Target target) {
  static final Target MASQUERADE = new Target.Snat(null, null, null, false, false, false);

  RuleLine {
    matches = List.copyOf(matches);
  }

  RuleLine() {
    this(List.of(), null);
  }

  static RuleLine jump(String chain) {
    return new RuleLine().then(new Target.Jump(chain));
  }

  static Target dnat(Ip address, int port) {
    return new Target.Dnat(address, address, Ports.of(port), false, false);
  }

  RuleLine and(Match match) {
    List<Match> more = new ArrayList<>(matches);
    more.add(match);
    return new RuleLine(more, target);
  }

  RuleLine from(Prefix source) {
    return and(new HeaderMatch.Source(source, false));
  }

  RuleLine to(Prefix destination) {
    return and(new HeaderMatch.Destination(destination, false));
  }

  /** This line for all destinations but these, which is asked first. */
  RuleLine butTo(Prefix destination) {
    List<Match> more = new ArrayList<>(matches);
    more.add(0, new HeaderMatch.Destination(destination, true));
    return new RuleLine(more, target);
  }

  RuleLine in(String device) {
    return and(new HeaderMatch.InDevice(device, false));
  }

  RuleLine notIn(String device) {
    return and(new HeaderMatch.InDevice(device, true));
  }

  RuleLine out(String device) {
    return and(new HeaderMatch.OutDevice(device, false));
  }

  RuleLine notOut(String device) {
    return and(new HeaderMatch.OutDevice(device, true));
  }

  /** {@code -p PROTOCOL -m PROTOCOL --dport PORT}. */
  RuleLine port(Protocol protocol, int port) {
    int number =
        switch (protocol) {
          case TCP -> 6;
          case UDP -> 17;
          case SCTP -> 132;
        };
    return and(new HeaderMatch.Protocol(number, false))
        .and(new PortMatch.DestinationPort(number, Ports.of(port), false));
  }

  RuleLine then(Target what) {
    return new RuleLine(matches, what);
  }

  Rule rule() {
    return new Rule(matches, target);
  }
}
