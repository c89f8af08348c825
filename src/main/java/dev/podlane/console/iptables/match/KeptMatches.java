package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.NumberRange;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.SocketConditions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Extensions that are not modelled: their words are checked, and kept as they are saved. */
final class KeptMatches {
  private static final long MAX_INT = 0xffff_ffffL;
  private static final int MAX_LABEL = 127;
  private static final int OCTET = 8;
  private static final String DCCP_TYPES =
      "REQUEST RESPONSE DATA ACK DATAACK CLOSEREQ CLOSE RESET SYNC SYNCACK INVALID";

  private KeptMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("cgroup", "--path:1 --cgroup:1", KeptMatches::cgroup),
        Extension.of("connlabel", "--label:1 --set:0-", KeptMatches::label),
        Extension.of("cpu", "--cpu:1", KeptMatches::cpu),
        Extension.of("time", TimeWords.OPTIONS, (loaded, protocol) -> TimeWords.read(loaded)),
        Extension.of("osf", "--genre:1 --ttl:1- --log:1-", KeptMatches::system),
        Extension.of(
            "socket", "--transparent:0- --nowildcard:0- --restore-skmark:0-", KeptMatches::socket),
        Extension.of(
            "ah", "--ahspi:1", (loaded, protocol) -> index(loaded, protocol, "--ahspi", 51)),
        Extension.of(
            "esp", "--espspi:1", (loaded, protocol) -> index(loaded, protocol, "--espspi", 50)),
        Extension.of(
            "ipcomp",
            "--ipcompspi:1 --compres:0-",
            (loaded, protocol) -> index(loaded, protocol, "--ipcompspi", 108)));
  }

  static List<Match> kept(SavedWords words) {
    return List.of(new OtherMatch.Unknown("-m " + words));
  }

  static String quoted(String text) {
    return "\"" + text.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
  }

  private static List<Match> system(ExtensionOptions loaded, ProtocolWord protocol) {
    Given genre = loaded.must("--genre");
    SavedWords words = new SavedWords("osf").add(genre.inverted(), "--genre " + genre.value());
    words.addIf(loaded.has("--ttl"), "--ttl " + loaded.number("--ttl", 0, 2, 0));
    words.addIf(loaded.has("--log"), "--log " + loaded.number("--log", 0, 2, 0));
    return kept(words);
  }

  private static List<Match> cgroup(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare() || (loaded.has("--path") && loaded.has("--cgroup"))) {
      throw new KernelException("Invalid argument");
    }
    SavedWords words = new SavedWords("cgroup");
    loaded
        .given("--path")
        .ifPresent(given -> words.add(given.inverted(), "--path " + quoted(given.value())));
    Optional<Given> number = loaded.given("--cgroup");
    if (number.isPresent()) {
      long value = loaded.number("--cgroup", 0, MAX_INT, 0);
      words.add(number.get().inverted(), "--cgroup " + value);
      return HeaderMatches.extension(
          words,
          List.of(Condition.of(new SocketConditions.ProgramClass(value), number.get().inverted())));
    }
    return kept(words);
  }

  private static List<Match> label(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--label");
    long label = loaded.number("--label", 0, MAX_LABEL, 0);
    return kept(
        new SavedWords("connlabel")
            .add(given.inverted(), "--label \"" + label + "\"")
            .addIf(loaded.has("--set"), "--set"));
  }

  private static List<Match> cpu(ExtensionOptions loaded, ProtocolWord protocol) {
    boolean inverted = loaded.must("--cpu").inverted();
    return kept(
        new SavedWords("cpu").add(inverted, "--cpu " + loaded.number("--cpu", 0, MAX_INT, 0)));
  }

  private static List<Match> socket(ExtensionOptions loaded, ProtocolWord protocol) {
    SavedWords words = new SavedWords("socket");
    for (String option : List.of("--transparent", "--nowildcard", "--restore-skmark")) {
      words.addIf(loaded.has(option), option);
    }
    if (loaded.has("--restore-skmark")) {
      return kept(words); // it sets the packet's mark, too
    }
    return HeaderMatches.extension(
        words,
        List.of(
            new SocketConditions.Present(loaded.has("--transparent"), loaded.has("--nowildcard"))));
  }

  /** Of IPsec: all indexes ask for nothing. */
  private static List<Match> index(
      ExtensionOptions loaded, ProtocolWord protocol, String option, int number) {
    if (!protocol.is(number)) {
      throw new KernelException("Invalid argument");
    }
    SavedWords words = new SavedWords(loaded.name());
    Optional<Given> given = loaded.given(option);
    if (given.isPresent()) {
      NumberRange range = NumberRange.of(loaded, option, MAX_INT);
      boolean isAll = range.first() == 0 && range.last() == MAX_INT;
      if (!isAll) {
        words.add(given.get().inverted(), option + " " + range.text());
      }
    }
    words.addIf(loaded.has("--compres"), "--compres");
    return kept(words);
  }

  /** {@code -m dccp} with packet types or an option. */
  static List<Match> dccp(ExtensionOptions loaded) {
    SavedWords words = new SavedWords("dccp");
    for (String option : List.of("--sport", "--dport")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        String ports = ConntrackWords.ports(given.get());
        words.add(given.get().inverted(), option + " " + ports);
      }
    }
    loaded
        .given("--dccp-types")
        .ifPresent(
            given -> {
              for (String word : given.value().split(",", -1)) {
                String name = word.toUpperCase(Locale.ROOT);
                if (!List.of(DCCP_TYPES.split(" ", -1)).contains(name)) {
                  throw IptablesException.usage("dccp: Unknown packet type \"" + word + "\"");
                }
              }
              words.add(given.inverted(), "--dccp-types " + given.value());
            });
    Optional<Given> option = loaded.given("--dccp-option");
    if (option.isPresent()) {
      long kind = loaded.number("--dccp-option", 1, (1 << OCTET) - 1, 0);
      words.add(option.get().inverted(), "--dccp-option " + kind);
    }
    return kept(words);
  }
}
