package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code -m tcp}, {@code udp}, {@code sctp}, {@code dccp}, {@code icmp} and {@code multiport}. */
public final class PortMatches {
  private static final String PORTS = "--sport,--source-port:1 --dport,--destination-port:1";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_PORTS = 15;
  private static final String KIND = "[1-9][0-9]{0,2}";
  private static final String PORT_PROTOCOLS =
      "`-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'";

  private PortMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("tcp", PORTS + " --syn:0 --tcp-flags:2 --tcp-option:1", PortMatches::tcp),
        Extension.of("udp", PORTS, PortMatches::udp),
        Extension.of("sctp", PORTS + " --chunk-types:2", PortMatches::sctp),
        Extension.of("dccp", PORTS + " --dccp-types:1 --dccp-option:1", PortMatches::dccp),
        Extension.of("icmp", "--icmp-type:1", PortMatches::icmp),
        Extension.of(
            "multiport",
            "--sports,--source-ports:1 --dports,--destination-ports:1 --ports:1",
            PortMatches::multiport));
  }

  private static List<Match> tcp(ExtensionOptions loaded, ProtocolWord protocol) {
    require(protocol, Protocols.TCP, loaded);
    if (loaded.has("--syn") && loaded.has("--tcp-flags")) {
      throw IptablesException.usage("Only one of `--syn' or `--tcp-flags'  allowed");
    }
    if (loaded.given("--tcp-option").filter(given -> !given.value().matches(KIND)).isPresent()) {
      throw IptablesException.usage(
          "Bad TCP option \"" + loaded.must("--tcp-option").value() + "\"");
    }
    if (loaded.has("--tcp-option")) {
      return unknown(loaded);
    }
    List<Match> matches = new ArrayList<>(ports(loaded, Protocols.TCP));
    loaded.given("--syn").ifPresent(syn -> matches.add(TcpFlagWords.syn(syn.inverted())));
    Optional<Given> flags = loaded.given("--tcp-flags");
    flags
        .map(
            given ->
                TcpFlagWords.match(given.values().get(0), given.values().get(1), given.inverted()))
        .filter(match -> match.mask() != 0 || match.set() != 0 || match.inverted())
        .ifPresent(matches::add);
    return orLoaded(loaded, matches, Protocols.TCP);
  }

  private static void require(ProtocolWord protocol, int number, ExtensionOptions loaded) {
    if (!protocol.is(number) && loaded.isBare()) {
      throw new KernelException("Invalid argument");
    }
    if (!protocol.is(number)) {
      String name = loaded.name();
      throw IptablesException.usage(
          name.toUpperCase(Locale.ROOT) + " match requires '-p " + name + "'");
    }
  }

  private static List<Match> udp(ExtensionOptions loaded, ProtocolWord protocol) {
    require(protocol, Protocols.UDP, loaded);
    return orLoaded(loaded, ports(loaded, Protocols.UDP), Protocols.UDP);
  }

  private static List<Match> sctp(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.is(Protocols.SCTP)) {
      throw new KernelException("Invalid argument");
    }
    return loaded.has("--chunk-types")
        ? unknown(loaded)
        : orLoaded(loaded, ports(loaded, Protocols.SCTP), Protocols.SCTP);
  }

  private static List<Match> dccp(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.is(Protocols.DCCP)) {
      throw new KernelException("Invalid argument");
    }
    return loaded.has("--dccp-types") || loaded.has("--dccp-option")
        ? KeptMatches.dccp(loaded)
        : orLoaded(loaded, ports(loaded, Protocols.DCCP), Protocols.DCCP);
  }

  private static List<Match> unknown(ExtensionOptions loaded) {
    return List.of(new OtherMatch.Unknown("-m " + loaded.text()));
  }

  /** Drops conditions that every packet fulfils; if none is left, the protocol is the condition. */
  private static List<Match> orLoaded(ExtensionOptions loaded, List<Match> matches, int protocol) {
    boolean asksAll =
        matches.isEmpty()
            && loaded.given("--sport").or(() -> loaded.given("--dport")).stream()
                .noneMatch(Given::inverted);
    return asksAll ? List.of(new PortMatch.Loaded(protocol)) : matches;
  }

  private static List<Match> ports(ExtensionOptions loaded, int protocol) {
    List<Match> matches = new ArrayList<>();
    loaded
        .given("--sport")
        .flatMap(given -> wanted(given, protocol))
        .ifPresent(w -> matches.add(new PortMatch.SourcePort(protocol, w.ports(), w.inverted())));
    loaded
        .given("--dport")
        .flatMap(given -> wanted(given, protocol))
        .ifPresent(
            w -> matches.add(new PortMatch.DestinationPort(protocol, w.ports(), w.inverted())));
    return matches;
  }

  private record Wanted(Ports ports, boolean inverted) {}

  /** As nf_tables keeps it: all ports ask for nothing, not the lowest are the others. */
  private static Optional<Wanted> wanted(Given given, int protocol) {
    boolean resolves = protocol == Protocols.UDP || protocol == Protocols.DCCP;
    Ports ports =
        resolves
            ? OptionNumbers.ports(given.value())
            : OptionNumbers.ports(
                given.value(), Protocols.name(protocol), "invalid portrange (min > max)");
    boolean isNative = protocol == Protocols.TCP || protocol == Protocols.UDP;
    boolean fromZero = isNative && ports.first() == 0 && !ports.isOne();
    if (fromZero && ports.last() == MAX_PORT) {
      return Optional.empty();
    }
    return Optional.of(
        fromZero && given.inverted()
            ? new Wanted(new Ports(ports.last() + 1, MAX_PORT), false)
            : new Wanted(ports, given.inverted()));
  }

  /**
   * Adds conditions to those before. Ports and flags stand together, however often their extension
   * is loaded: nf_tables knows no extension there.
   */
  public static void join(List<Match> conditions, List<Match> more) {
    more.forEach(match -> conditions.add(place(conditions, match), match));
  }

  private static int place(List<Match> conditions, Match match) {
    int place = conditions.size();
    if (!(match instanceof PortMatch)) {
      return place;
    }
    MatchText.Piece piece = MatchText.of(match);
    boolean isFound = !piece.module().equals("tcp") && !piece.module().equals("udp");
    for (int at = conditions.size() - 1; at >= 0 && !isFound; at--) {
      if (conditions.get(at) instanceof PortMatch before) {
        MatchText.Piece other = MatchText.of(before);
        boolean isKin = other.module().equals(piece.module()) && !other.isAlone();
        isFound = isKin && other.rank() < piece.rank();
        place = isFound ? at + 1 : isKin ? at : place;
      }
    }
    return place;
  }

  private static List<Match> icmp(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.is(Protocols.ICMP)) {
      throw new KernelException("Invalid argument");
    }
    Given type = loaded.must("--icmp-type");
    return List.of(IcmpTypes.read(type.value(), type.inverted()));
  }

  private static List<Match> multiport(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.hasPorts()) {
      throw IptablesException.usage("multiport needs " + PORT_PROTOCOLS);
    }
    for (PortMatch.Multiport.Side side : PortMatch.Multiport.Side.values()) {
      Optional<Given> given = loaded.given(MatchText.multiportOption(side));
      if (given.isPresent()) {
        List<Ports> ports = several(given.get().value(), protocol);
        if (ports.stream().mapToInt(range -> range.isOne() ? 1 : 2).sum() > MAX_PORTS) {
          throw IptablesException.usage("too many ports specified");
        }
        return List.of(new PortMatch.Multiport(side, ports, given.get().inverted()));
      }
    }
    throw IptablesException.usage("multiport expection an option");
  }

  private static List<Ports> several(String words, ProtocolWord protocol) {
    String name = Protocols.name(protocol.number());
    return List.of(words.split(",", -1)).stream()
        .map(word -> OptionNumbers.ports(word, name, "invalid portrange specified"))
        .toList();
  }
}
