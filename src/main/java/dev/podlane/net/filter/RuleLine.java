package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a line of {@code iptables}, its conditions in the order in which {@code iptables-save}
 * prints them.
 */
public record RuleLine(List<Match> matches, @Nullable Target target) {
  /** {@code MASQUERADE}. */
  public static final Target MASQUERADE = new Target.Snat(null, null, null, false, false, false);

  public RuleLine {
    matches = List.copyOf(matches);
  }

  /** A line without conditions or target. */
  public RuleLine() {
    this(List.of(), null);
  }

  /** {@code -j CHAIN} without conditions. */
  public static RuleLine jump(String chain) {
    return new RuleLine().then(new Target.Jump(chain));
  }

  /** {@code DNAT --to-destination ADDRESS:PORT}. */
  public static Target dnat(Ip address, int port) {
    return new Target.Dnat(address, address, Ports.of(port), false, false);
  }

  /** One more condition. */
  public RuleLine and(Match match) {
    List<Match> more = new ArrayList<>(matches);
    more.add(match);
    return new RuleLine(more, target);
  }

  /** {@code -s}. */
  public RuleLine from(Prefix source) {
    return source.length() == 0 ? this : and(new HeaderMatch.Source(source, false));
  }

  /** {@code -d}. */
  public RuleLine to(Prefix destination) {
    return and(new HeaderMatch.Destination(destination, false));
  }

  /** Returns this line for all destinations but these, which are matched first. */
  public RuleLine butTo(Prefix destination) {
    List<Match> more = new ArrayList<>(matches);
    more.add(0, new HeaderMatch.Destination(destination, true));
    return new RuleLine(more, target);
  }

  /** Returns this line for all sources but these, which are matched first. */
  public RuleLine butFrom(Prefix source) {
    List<Match> more = new ArrayList<>(matches);
    more.add(0, new HeaderMatch.Source(source, true));
    return new RuleLine(more, target);
  }

  /** {@code -i}. */
  public RuleLine in(String device) {
    return and(new HeaderMatch.InDevice(device, false));
  }

  /** {@code ! -i}. */
  public RuleLine notIn(String device) {
    return and(new HeaderMatch.InDevice(device, true));
  }

  /** {@code -o}. */
  public RuleLine out(String device) {
    return and(new HeaderMatch.OutDevice(device, false));
  }

  /** {@code ! -o}. */
  public RuleLine notOut(String device) {
    return and(new HeaderMatch.OutDevice(device, true));
  }

  /** {@code -p PROTOCOL -m PROTOCOL --dport PORT}. */
  public RuleLine port(Protocol protocol, int port) {
    return protocol(protocol).toPort(protocol, port);
  }

  /** {@code ! -s}. */
  public RuleLine notFrom(Prefix source) {
    return and(new HeaderMatch.Source(source, true));
  }

  /** {@code -p PROTOCOL}. */
  public RuleLine protocol(Protocol protocol) {
    return and(new HeaderMatch.Protocol(protocol.number(), false));
  }

  /** {@code -m PROTOCOL --dport PORT}, where {@link #protocol} stands before it. */
  public RuleLine toPort(Protocol protocol, int port) {
    return and(new PortMatch.DestinationPort(protocol.number(), Ports.of(port), false));
  }

  /** {@code -m PROTOCOL} without more. */
  public RuleLine loaded(Protocol protocol) {
    return and(new PortMatch.Loaded(protocol.number()));
  }

  /** {@code -m comment --comment TEXT}. */
  public RuleLine comment(String text) {
    return and(new OtherMatch.Comment(text));
  }

  /** {@code -j}. */
  public RuleLine then(Target what) {
    return new RuleLine(matches, what);
  }

  /** The rule that it writes. */
  public Rule rule() {
    return new Rule(matches, target);
  }
}
