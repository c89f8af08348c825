package dev.podlane.compile.cni;

import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.PlaceConditions;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch.State;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as Felix writes it (projectcalico/calico {@code felix/iptables}): its own words, of which
 * the hash in the comment is made, beside what iptables makes of them.
 */
final class FelixLine {
  private static final int UDP = 17;

  private final StringBuilder words = new StringBuilder();

  /** The matches that iptables-save prints before the comments: devices and protocol. */
  private final List<Match> header = new ArrayList<>();

  private final List<Match> others = new ArrayList<>();
  private @Nullable String comment;
  private @Nullable Target target;

  private FelixLine() {}

  /** A line without a comment. */
  static FelixLine line() {
    return new FelixLine();
  }

  /** A line that says what it is for. */
  static FelixLine line(String comment) {
    FelixLine line = new FelixLine();
    line.comment = comment;
    return line.say("-m comment --comment \"" + comment + "\"");
  }

  private FelixLine say(String more) {
    words.append(words.isEmpty() ? "" : " ").append(more);
    return this;
  }

  FelixLine in(String device) {
    header.add(new HeaderMatch.InDevice(device, false));
    return say("--in-interface " + device);
  }

  FelixLine out(String device) {
    header.add(new HeaderMatch.OutDevice(device, false));
    return say("--out-interface " + device);
  }

  FelixLine protocol(int number) {
    header.add(new HeaderMatch.Protocol(number, false));
    return say("-p " + number);
  }

  /** {@code -p udp --dport PORT}. */
  FelixLine udpPort(int port) {
    header.add(new HeaderMatch.Protocol(UDP, false));
    others.add(new PortMatch.DestinationPort(UDP, Ports.of(port), false));
    return say("-p udp --dport " + port);
  }

  FelixLine ports(int port) {
    others.add(
        new PortMatch.Multiport(
            PortMatch.Multiport.Side.DESTINATION, List.of(Ports.of(port)), false));
    return say("-m multiport --destination-ports " + port);
  }

  /** All bits are set. */
  FelixLine marked(int bits) {
    others.add(new OtherMatch.Mark(bits, bits, false));
    return say("-m mark --mark " + hex(bits) + "/" + hex(bits));
  }

  /** None of the bits is set. */
  FelixLine unmarked(int bits) {
    others.add(new OtherMatch.Mark(0, bits, false));
    return say("-m mark --mark 0/" + hex(bits));
  }

  FelixLine state(Kind first, Kind... more) {
    return state(false, EnumSet.of(first, more));
  }

  FelixLine notState(Kind kind) {
    return state(true, EnumSet.of(kind));
  }

  private FelixLine state(boolean inverted, Set<Kind> kinds) {
    others.add(new State(kinds, inverted));
    List<String> names = new ArrayList<>();
    for (Kind kind : List.of(Kind.RELATED, Kind.ESTABLISHED, Kind.INVALID, Kind.DNAT)) {
      if (kinds.contains(kind)) {
        names.add(kind.name());
      }
    }
    return say("-m conntrack " + (inverted ? "! " : "") + "--ctstate " + String.join(",", names));
  }

  /** The address is one of the node's own, or with {@code out} none of the outgoing device's. */
  FelixLine local(boolean source, boolean notOfOutgoing) {
    AddressType.Limit limit = notOfOutgoing ? AddressType.Limit.OUT : AddressType.Limit.NONE;
    others.add(new AddressType(source, AddressKind.LOCAL, limit, notOfOutgoing));
    return say(
        "-m addrtype "
            + (notOfOutgoing ? "! " : "")
            + (source ? "--src-type" : "--dst-type")
            + " LOCAL"
            + (notOfOutgoing ? " --limit-iface-out" : ""));
  }

  FelixLine inSet(String set, boolean source) {
    return set(set, source, false);
  }

  FelixLine notInSet(String set, boolean source) {
    return set(set, source, true);
  }

  private FelixLine set(String set, boolean source, boolean inverted) {
    others.add(new OtherMatch.InSet(set, List.of(source), inverted));
    return say(
        "-m set " + (inverted ? "! " : "") + "--match-set " + set + (source ? " src" : " dst"));
  }

  /** The way back to the sender does not lead out by the device that it came by. */
  FelixLine notReachable() {
    Condition back = new PlaceConditions.ReversePath(false, true, false);
    others.add(
        new OtherMatch.Extension(
            "-m rpfilter --validmark --invert", List.of(new Condition.Not(back))));
    return say("-m rpfilter --invert --validmark");
  }

  FelixLine jump(String chain) {
    return then("--jump " + chain, new Target.Jump(chain));
  }

  FelixLine go(String chain) {
    return then("--goto " + chain, new Target.Goto(chain));
  }

  FelixLine accept() {
    return then("--jump ACCEPT", new Target.Accept());
  }

  FelixLine drop() {
    return then("--jump DROP", new Target.Drop());
  }

  FelixLine back() {
    return then("--jump RETURN", new Target.Return());
  }

  FelixLine untracked() {
    return then("--jump NOTRACK", new Target.NoTrack(true));
  }

  FelixLine masquerade() {
    return then("--jump MASQUERADE --random-fully", Tables.MASQUERADE_FULLY_RANDOM);
  }

  /** Sets bits of the mark. */
  FelixLine mark(int bits) {
    return then("--jump MARK --set-mark " + hex(bits) + "/" + hex(bits), mark(bits, bits));
  }

  /** Clears bits of the mark. */
  FelixLine unmark(int bits) {
    return then("--jump MARK --set-mark 0/" + hex(bits), mark(0, bits));
  }

  private static Target mark(int value, int mask) {
    return new Target.Mark(value, mask);
  }

  private FelixLine then(String text, Target what) {
    target = what;
    return say(text);
  }

  private static String hex(int bits) {
    return "0x" + Integer.toHexString(bits).toLowerCase(Locale.ROOT);
  }

  /** The line in Felix's own words. */
  String words() {
    return words.toString();
  }

  /** The rule of iptables, with the hash in a comment of its own. */
  Rule rule(String hash) {
    List<Match> matches = new ArrayList<>(header);
    matches.add(new OtherMatch.Comment("cali:" + hash));
    if (comment != null) {
      matches.add(new OtherMatch.Comment(comment));
    }
    matches.addAll(others);
    return new Rule(matches, target);
  }
}
