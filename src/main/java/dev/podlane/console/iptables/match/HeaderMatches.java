package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.NumberRange;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.console.iptables.option.ServiceTypes;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.HeaderConditions.AddressRange;
import dev.podlane.net.filter.HeaderConditions.Length;
import dev.podlane.net.filter.HeaderConditions.SegmentSize;
import dev.podlane.net.filter.HeaderConditions.TcpCongestion;
import dev.podlane.net.filter.HeaderConditions.TimeToLive;
import dev.podlane.net.filter.HeaderConditions.TypeOfService;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Extensions about the headers of a packet: iprange, length, ttl, dscp, tos, ecn, tcpmss. */
final class HeaderMatches {
  private static final int MAX_OCTET = 255;
  private static final int MAX_SHORT = 65_535;
  private static final int MAX_DSCP = 63;
  private static final int ECN_BITS = 3;

  private HeaderMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("iprange", "--src-range:1 --dst-range:1", HeaderMatches::ranges),
        Extension.of("length", "--length:1", HeaderMatches::length),
        Extension.of("ttl", "--ttl-lt:1- --ttl-gt:1- --ttl-eq,--ttl:1", HeaderMatches::ttl),
        Extension.of("dscp", "--dscp:1 --dscp-class:1", HeaderMatches::dscp),
        Extension.of("tos", "--tos:1", HeaderMatches::tos),
        Extension.of("ecn", "--ecn-tcp-cwr:0 --ecn-tcp-ece:0 --ecn-ip-ect:1", HeaderMatches::ecn),
        Extension.of("tcpmss", "--mss:1", HeaderMatches::segmentSize));
  }

  /** An extension with the conditions it stands for. */
  static List<Match> extension(SavedWords words, List<Condition> conditions) {
    return List.of(new OtherMatch.Extension("-m " + words, conditions));
  }

  private static List<Match> ranges(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare()) {
      throw IptablesException.usage(
          "iprange match: You must specify `--src-range' or `--dst-range'");
    }
    SavedWords words = new SavedWords("iprange");
    List<Condition> conditions = new ArrayList<>();
    for (String option : List.of("--src-range", "--dst-range")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        String[] ends = given.get().value().split("-", 2);
        Ip first = address(loaded, option, ends[0]);
        Ip last = ends.length > 1 ? address(loaded, option, ends[1]) : first;
        AddressRange range = new AddressRange(option.equals("--src-range"), first, last);
        words.add(given.get().inverted(), option + " " + first + "-" + last);
        conditions.add(Condition.of(range, given.get().inverted()));
      }
    }
    return extension(words, conditions);
  }

  private static Ip address(ExtensionOptions loaded, String option, String text) {
    return Ip.tryParse(text).filter(Ip::isV4).orElseThrow(() -> loaded.badValue(option, text));
  }

  private static List<Match> length(ExtensionOptions loaded, ProtocolWord protocol) {
    boolean inverted = loaded.must("--length").inverted();
    NumberRange range = NumberRange.of(loaded, "--length", MAX_SHORT);
    return extension(
        new SavedWords("length").add(inverted, "--length " + range.text()),
        List.of(Condition.of(new Length((int) range.first(), (int) range.last()), inverted)));
  }

  private static List<Match> ttl(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--ttl-lt", "--ttl-gt", "--ttl-eq");
    for (String option : List.of("--ttl-eq", "--ttl-lt", "--ttl-gt")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        int value = (int) loaded.number(option, 0, MAX_OCTET, 0);
        TimeToLive.Way way =
            switch (option) {
              case "--ttl-eq" -> TimeToLive.Way.EQUAL;
              case "--ttl-lt" -> TimeToLive.Way.LESS;
              default -> TimeToLive.Way.GREATER;
            };
        boolean inverted = given.get().inverted();
        return extension(
            new SavedWords("ttl").add(inverted, option + " " + value),
            List.of(Condition.of(new TimeToLive(way, value), inverted)));
      }
    }
    throw IptablesException.usage(
        "TTL match: You must specify one of `--ttl-eq', `--ttl-lt', `--ttl-gt");
  }

  private static List<Match> dscp(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--dscp", "--dscp-class");
    Optional<Given> word = loaded.given("--dscp-class");
    Given given =
        word.or(() -> loaded.given("--dscp"))
            .orElseThrow(() -> IptablesException.usage("DSCP match: Parameter --dscp is required"));
    int value =
        word.map(each -> ServiceTypes.dscp(each.value()))
            .orElseGet(() -> (int) loaded.number("--dscp", 0, MAX_DSCP, 0));
    TypeOfService wanted = new TypeOfService(value << 2, MAX_OCTET - ECN_BITS);
    return extension(
        new SavedWords("dscp").add(given.inverted(), "--dscp " + ServiceTypes.hex(value)),
        List.of(Condition.of(wanted, given.inverted())));
  }

  private static List<Match> tos(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--tos");
    ServiceTypes.Tos tos = ServiceTypes.tos(given.value(), MAX_OCTET);
    return extension(
        new SavedWords("tos").add(given.inverted(), "--tos " + tos.text()),
        List.of(Condition.of(new TypeOfService(tos.value(), tos.mask()), given.inverted())));
  }

  private static List<Match> ecn(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare()) {
      throw IptablesException.usage("ECN match: some option required");
    }
    SavedWords words = new SavedWords("ecn");
    List<Condition> conditions = new ArrayList<>();
    for (String option : List.of("--ecn-tcp-ece", "--ecn-tcp-cwr")) {
      loaded
          .given(option)
          .ifPresent(
              given -> {
                if (!protocol.is(Protocols.TCP)) {
                  throw new KernelException("Invalid argument");
                }
                words.add(given.inverted(), option);
                conditions.add(Condition.of(new TcpCongestion(), given.inverted()));
              });
    }
    loaded
        .given("--ecn-ip-ect")
        .ifPresent(
            given -> {
              int value = (int) loaded.number("--ecn-ip-ect", 0, ECN_BITS, 0);
              words.add(given.inverted(), "--ecn-ip-ect " + value);
              conditions.add(Condition.of(new TypeOfService(value, ECN_BITS), given.inverted()));
            });
    return extension(words, conditions);
  }

  private static List<Match> segmentSize(ExtensionOptions loaded, ProtocolWord protocol) {
    boolean inverted = loaded.must("--mss").inverted();
    NumberRange range = NumberRange.of(loaded, "--mss", MAX_SHORT);
    if (range.first() > range.last()) {
      throw IptablesException.usage("tcpmss: invalid range given");
    }
    if (!protocol.is(Protocols.TCP)) {
      throw new KernelException("Invalid argument");
    }
    return extension(
        new SavedWords("tcpmss").add(inverted, "--mss " + range.text()),
        List.of(Condition.of(new SegmentSize((int) range.first(), (int) range.last()), inverted)));
  }
}
