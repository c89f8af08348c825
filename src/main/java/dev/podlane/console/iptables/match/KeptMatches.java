package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.NumberRange;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extensions that are not modelled: their words are checked, and kept as they are saved. */
final class KeptMatches {
  private static final long MAX_INT = 0xffff_ffffL;
  private static final int MAX_SHORT = 65_535;
  private static final int MAX_LABEL = 127;
  private static final int OCTET = 8;
  private static final String DCCP_TYPES =
      "REQUEST RESPONSE DATA ACK DATAACK CLOSEREQ CLOSE RESET SYNC SYNCACK INVALID";

  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10}");

  private KeptMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "string",
            "--from:1- --to:1- --algo:1- --string:1 --hex-string:1 --icase:0-",
            KeptMatches::string),
        Extension.of("cgroup", "--path:1 --cgroup:1", KeptMatches::cgroup),
        Extension.of("connlabel", "--label:1 --set:0-", KeptMatches::label),
        Extension.of("cpu", "--cpu:1", KeptMatches::cpu),
        Extension.of("time", TimeWords.OPTIONS, (loaded, protocol) -> TimeWords.read(loaded)),
        Extension.of("u32", "--u32:1", KeptMatches::bits),
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

  private static List<Match> kept(SavedWords words) {
    return List.of(new OtherMatch.Unknown("-m " + words));
  }

  private static List<Match> string(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--string", "--hex-string");
    Given given =
        loaded
            .given("--string")
            .or(() -> loaded.given("--hex-string"))
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "STRING match: You must specify `--string' or `--hex-string'"));
    String algorithm = loaded.must("--algo").value();
    if (!List.of("bm", "kmp", "fsm").contains(algorithm)) {
      throw new KernelException("No such file or directory");
    }
    boolean isHex = given.option().equals("--hex-string");
    String octets = isHex ? octets(given.value()) : given.value();
    boolean printsHex = octets.chars().anyMatch(each -> each < ' ' || each > '~');
    long from = loaded.number("--from", 0, MAX_SHORT, 0);
    long to = loaded.number("--to", 0, MAX_SHORT, MAX_SHORT);
    return kept(
        new SavedWords("string")
            .add(
                given.inverted(),
                printsHex ? "--hex-string " + hex(octets) : "--string " + quoted(octets))
            .add("--algo " + algorithm)
            .addIf(from != 0, "--from " + from)
            .addIf(to != 0 && to != MAX_SHORT, "--to " + to)
            .addIf(loaded.has("--icase"), "--icase"));
  }

  /** {@code ab|0a 0b|} as the octets it stands for. */
  private static String octets(String text) {
    StringBuilder octets = new StringBuilder();
    boolean isHex = false;
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '|') {
        isHex = !isHex;
        at++;
      } else if (isHex && next == ' ') {
        at++;
      } else if (isHex) {
        octets.append((char) (digit(text, at) * 16 + digit(text, at + 1)));
        at += 2;
      } else {
        int skipped = next == '\\' && at + 1 < text.length() ? 1 : 0;
        octets.append(text.charAt(at + skipped));
        at += 1 + skipped;
      }
    }
    return octets.toString();
  }

  private static int digit(String text, int at) {
    if (at >= text.length() || text.charAt(at) == '|') {
      throw IptablesException.usage("Odd number of hex digits");
    }
    int value = Character.digit(text.charAt(at), 16);
    if (value < 0) {
      throw IptablesException.usage("Invalid hex char '" + text.charAt(at) + "'");
    }
    return value;
  }

  private static String hex(String octets) {
    StringBuilder text = new StringBuilder("\"|");
    octets.chars().forEach(each -> text.append("%02x".formatted(each)));
    return text.append("|\"").toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
  }

  private static List<Match> bits(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--u32");
    StringBuilder test = new StringBuilder();
    Matcher numbers = NUMBER.matcher(given.value().replace(" ", ""));
    while (numbers.find()) {
      numbers.appendReplacement(test, "0x" + Long.toHexString(Long.decode(numbers.group())));
    }
    numbers.appendTail(test);
    return kept(new SavedWords("u32").add(given.inverted(), "--u32 " + quoted(test.toString())));
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
    return kept(words);
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
