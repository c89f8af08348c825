package dev.podlane.compile.cni.felix;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule as Felix writes it (projectcalico/calico {@code felix/iptables}): its own words, of which
 * the hash in the comment is made, beside what iptables makes of them.
 */
public final class FelixLine {
  private static final int UDP = 17;

  /** {@code MASQUERADE --random-fully}. */
  private static final Target MASQUERADE_FULLY_RANDOM =
      new Target.Snat(null, null, null, false, true, false);

  /** Characters that Felix writes as underscores in comments. */
  private static final Pattern UNSAFE = Pattern.compile("[^\\w @%+=:,./-]");

  private static final int LONGEST_COMMENT = 256;

  private final StringBuilder words = new StringBuilder();

  /** The matches that iptables-save prints before the comments: addresses, devices, protocol. */
  private final List<HeaderMatch> header = new ArrayList<>();

  private final List<Match> others = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private @Nullable Target target;

  private FelixLine() {}

  /** A line without a comment. */
  public static FelixLine line() {
    return new FelixLine();
  }

  /** A line that says what it is for. */
  public static FelixLine line(String comment) {
    return new FelixLine().says(comment);
  }

  /** Adds a comment behind those that it has (iptables/renderer.go: escapeComment). */
  FelixLine says(String comment) {
    String safe = UNSAFE.matcher(comment).replaceAll("_");
    comments.add(safe.substring(0, Math.min(safe.length(), LONGEST_COMMENT)));
    return this;
  }

  private FelixLine say(String more) {
    words.append(words.isEmpty() ? "" : " ").append(more);
    return this;
  }

  /** The sender's or receiver's address is of a block. */
  FelixLine of(Prefix block, boolean source) {
    if (block.length() > 0) { // iptables leaves out what every address fulfils
      header.add(
          source
              ? new HeaderMatch.Source(block, false)
              : new HeaderMatch.Destination(block, false));
    }
    return say((source ? "--source " : "--destination ") + block);
  }

  public FelixLine in(String device) {
    header.add(new HeaderMatch.InDevice(device, false));
    return say("--in-interface " + device);
  }

  public FelixLine out(String device) {
    header.add(new HeaderMatch.OutDevice(device, false));
    return say("--out-interface " + device);
  }

  public FelixLine protocol(int number) {
    header.add(new HeaderMatch.Protocol(number, false));
    return say("-p " + number);
  }

  /** {@code -p tcp}: policies name protocols. */
  FelixLine protocol(Protocol protocol) {
    header.add(new HeaderMatch.Protocol(protocol.number(), false));
    return say("-p " + protocol.word());
  }

  /** {@code -p udp --dport PORT}. */
  public FelixLine udpPort(int port) {
    header.add(new HeaderMatch.Protocol(UDP, false));
    others.add(new PortMatch.DestinationPort(UDP, Ports.of(port), false));
    return say("-p udp --dport " + port);
  }

  public FelixLine ports(int port) {
    return ports(List.of(Ports.of(port)));
  }

  /** Any of these destination ports; a rule has room for 15, of which a range takes two. */
  FelixLine ports(List<Ports> ports) {
    others.add(new PortMatch.Multiport(PortMatch.Multiport.Side.DESTINATION, ports, false));
    List<String> texts = new ArrayList<>();
    for (Ports each : ports) {
      texts.add(each.isOne() ? "" + each.first() : each.first() + ":" + each.last());
    }
    return say("-m multiport --destination-ports " + String.join(",", texts));
  }

  /** All bits are set. */
  public FelixLine marked(int bits) {
    others.add(new OtherMatch.Mark(bits, bits, false));
    return say("-m mark --mark " + hex(bits) + "/" + hex(bits));
  }

  /** At least one of the bits is set. */
  FelixLine markedAny(int bits) {
    others.add(new OtherMatch.Mark(0, bits, true));
    return say("-m mark ! --mark 0/" + hex(bits));
  }

  /** None of the bits is set. */
  public FelixLine unmarked(int bits) {
    others.add(new OtherMatch.Mark(0, bits, false));
    return say("-m mark --mark 0/" + hex(bits));
  }

  public FelixLine state(Kind first, Kind... more) {
    return state(false, EnumSet.of(first, more));
  }

  public FelixLine notState(Kind kind) {
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
  public FelixLine local(boolean source, boolean notOfOutgoing) {
    AddressType.Limit limit = notOfOutgoing ? AddressType.Limit.OUT : AddressType.Limit.NONE;
    others.add(new AddressType(source, AddressKind.LOCAL, limit, notOfOutgoing));
    return say(
        "-m addrtype "
            + (notOfOutgoing ? "! " : "")
            + (source ? "--src-type" : "--dst-type")
            + " LOCAL"
            + (notOfOutgoing ? " --limit-iface-out" : ""));
  }

  public FelixLine inSet(String set, boolean source) {
    return set(set, source, false);
  }

  public FelixLine notInSet(String set, boolean source) {
    return set(set, source, true);
  }

  /** The receiver's address and port are in a set. */
  FelixLine inPortSet(String set) {
    others.add(new OtherMatch.InSet(set, List.of(false, false), false));
    return say("-m set --match-set " + set + " dst,dst");
  }

  private FelixLine set(String set, boolean source, boolean inverted) {
    others.add(new OtherMatch.InSet(set, List.of(source), inverted));
    return say(
        "-m set " + (inverted ? "! " : "") + "--match-set " + set + (source ? " src" : " dst"));
  }

  /** The way back to the sender does not lead out by the device that it came by. */
  public FelixLine notReachable() {
    Condition back = new PlaceConditions.ReversePath(false, true, false);
    others.add(
        new OtherMatch.Extension(
            "-m rpfilter --validmark --invert", List.of(new Condition.Not(back))));
    return say("-m rpfilter --invert --validmark");
  }

  public FelixLine jump(String chain) {
    return then("--jump " + chain, new Target.Jump(chain));
  }

  public FelixLine go(String chain) {
    return then("--goto " + chain, new Target.Goto(chain));
  }

  public FelixLine accept() {
    return then("--jump ACCEPT", new Target.Accept());
  }

  public FelixLine drop() {
    return then("--jump DROP", new Target.Drop());
  }

  public FelixLine back() {
    return then("--jump RETURN", new Target.Return());
  }

  public FelixLine untracked() {
    return then("--jump NOTRACK", new Target.NoTrack(true));
  }

  public FelixLine masquerade() {
    return then("--jump MASQUERADE --random-fully", MASQUERADE_FULLY_RANDOM);
  }

  /** Sets bits of the mark. */
  public FelixLine mark(int bits) {
    return then("--jump MARK --set-mark " + hex(bits) + "/" + hex(bits), target(bits, bits));
  }

  /** Clears bits of the mark. */
  public FelixLine unmark(int bits) {
    return then("--jump MARK --set-mark 0/" + hex(bits), target(0, bits));
  }

  /** Sets some bits of the mark and clears the others of a mask. */
  FelixLine mark(int bits, int mask) {
    return then("--jump MARK --set-mark " + hex(bits) + "/" + hex(mask), target(bits, mask));
  }

  private static Target target(int value, int mask) {
    return new Target.Mark(value, mask);
  }

  private FelixLine then(String text, Target what) {
    target = what;
    return say(text);
  }

  private static String hex(int bits) {
    return "0x" + Integer.toHexString(bits).toLowerCase(Locale.ROOT);
  }

  /** Returns true if it leads back to the chain before. */
  boolean isBack() {
    return target instanceof Target.Return;
  }

  /** The line in Felix's own words. */
  String words() {
    List<String> all = new ArrayList<>();
    comments.forEach(each -> all.add("-m comment --comment \"" + each + "\""));
    if (!words.isEmpty()) {
      all.add(words.toString());
    }
    return String.join(" ", all);
  }

  /** The rule of iptables, with the hash in a comment of its own. */
  public Rule rule(String hash) {
    header.sort(Comparator.comparingInt(FelixLine::place));
    List<Match> matches = new ArrayList<>(header);
    matches.add(new OtherMatch.Comment("cali:" + hash));
    comments.forEach(each -> matches.add(new OtherMatch.Comment(each)));
    matches.addAll(others);
    return new Rule(matches, target);
  }

  /** The place among the matches of the header as iptables-save prints them. */
  private static int place(HeaderMatch match) {
    if (match instanceof HeaderMatch.Source) {
      return 0;
    }
    if (match instanceof HeaderMatch.Destination) {
      return 1;
    }
    return match instanceof HeaderMatch.Protocol ? 3 : 2;
  }
}
