package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.octet.BitTest;
import dev.podlane.net.filter.octet.PacketProgram;
import dev.podlane.net.filter.octet.TextSearch;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code -m string}, {@code u32} and {@code bpf}, which read a packet's octets. */
final class OctetMatches {
  private static final int MAX_SHORT = 65_535;

  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10}");

  private OctetMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "string",
            "--from:1- --to:1- --algo:1- --string:1 --hex-string:1 --icase:0-",
            OctetMatches::string),
        Extension.of("u32", "--u32:1", OctetMatches::bits),
        Extension.of("bpf", "--bytecode:1- --object-pinned:1-", OctetMatches::program));
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
    SavedWords words =
        new SavedWords("string")
            .add(
                given.inverted(),
                printsHex
                    ? "--hex-string " + hex(octets)
                    : "--string " + KeptMatches.quoted(octets))
            .add("--algo " + algorithm)
            .addIf(from != 0, "--from " + from)
            .addIf(to != 0 && to != MAX_SHORT, "--to " + to)
            .addIf(loaded.has("--icase"), "--icase");
    if (octets.isEmpty() || algorithm.equals("fsm")) {
      return KeptMatches.kept(words);
    }
    int last = to == 0 ? MAX_SHORT : (int) to;
    Condition search = new TextSearch(octets, (int) from, last, loaded.has("--icase"));
    return HeaderMatches.extension(words, List.of(Condition.of(search, given.inverted())));
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

  private static List<Match> bits(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--u32");
    StringBuilder test = new StringBuilder();
    Matcher numbers = NUMBER.matcher(given.value().replace(" ", ""));
    while (numbers.find()) {
      numbers.appendReplacement(test, "0x" + Long.toHexString(Long.decode(numbers.group())));
    }
    numbers.appendTail(test);
    SavedWords words =
        new SavedWords("u32").add(given.inverted(), "--u32 " + KeptMatches.quoted(test.toString()));
    return BitTest.read(test.toString())
        .map(each -> List.of(Condition.of(each, given.inverted())))
        .map(conditions -> HeaderMatches.extension(words, conditions))
        .orElseGet(() -> KeptMatches.kept(words));
  }

  private static List<Match> program(ExtensionOptions loaded, ProtocolWord protocol) {
    String text = "-m " + loaded.text();
    Optional<PacketProgram> read =
        loaded
            .given("--bytecode")
            .filter(given -> !given.inverted())
            .flatMap(given -> PacketProgram.read(given.value()));
    return read.<List<Match>>map(it -> List.of(new OtherMatch.Extension(text, List.of(it))))
        .orElseGet(() -> List.of(new OtherMatch.Unknown(text)));
  }
}
