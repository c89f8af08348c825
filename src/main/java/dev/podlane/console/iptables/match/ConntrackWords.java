package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.AddressMask;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.NumberRange;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.ConnectionConditions.Also;
import dev.podlane.net.filter.ConnectionConditions.AwaitedAddress;
import dev.podlane.net.filter.ConnectionConditions.Expires;
import dev.podlane.net.filter.ConnectionConditions.Port;
import dev.podlane.net.filter.ConnectionConditions.Protocol;
import dev.podlane.net.filter.ConnectionConditions.Status;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.TrackingMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code -m conntrack} with options besides the usual ones, printed in the order of conntrack_dump
 * (extensions/libxt_conntrack.c).
 */
final class ConntrackWords {
  private static final long MAX_INT = 0xffff_ffffL;
  private static final int MAX_PORT = 65_535;
  private static final Map<String, Integer> STATUS = new LinkedHashMap<>();

  static {
    STATUS.put("EXPECTED", 1);
    STATUS.put("SEEN_REPLY", 2);
    STATUS.put("ASSURED", 4);
    STATUS.put("CONFIRMED", 8);
  }

  private final ExtensionOptions loaded;
  private final SavedWords words = new SavedWords("conntrack");
  private final List<Condition> conditions = new ArrayList<>();

  private ConntrackWords(ExtensionOptions loaded) {
    this.loaded = loaded;
  }

  /**
   * Reads the options that were given.
   *
   * @param usual matches of those that have a form of their own
   */
  static List<Match> read(ExtensionOptions loaded, List<Match> usual) {
    ConntrackWords reading = new ConntrackWords(loaded);
    reading.usual(usual, TrackingMatch.State.class);
    reading.protocol();
    reading.usual(usual, TrackingMatch.OriginalAddress.class);
    reading.awaited("--ctreplsrc", true);
    reading.awaited("--ctrepldst", false);
    reading.port("--ctorigsrcport", false, true);
    reading.port("--ctorigdstport", false, false);
    reading.port("--ctreplsrcport", true, true);
    reading.port("--ctrepldstport", true, false);
    reading.status();
    reading.expires();
    reading.usual(usual, TrackingMatch.Direction.class);
    return HeaderMatches.extension(reading.words, reading.conditions);
  }

  /** Returns true if the first port of a range lies above the last, so that none is in it. */
  static boolean isReversed(ExtensionOptions loaded, String option) {
    String text = loaded.must(option).value();
    String[] ends = text.split(":", 2);
    boolean areNumbers = text.matches("[0-9]{1,5}:[0-9]{1,5}");
    return areNumbers && Integer.parseInt(ends[0]) > Integer.parseInt(ends[1]);
  }

  /** A network; of a mask with holes the address alone is printed, and only it is met. */
  static Prefix prefix(Given given) {
    AddressMask network = AddressMask.read(given.value());
    return network.prefix().orElseGet(() -> Prefix.of(network.address(), 32));
  }

  private void usual(List<Match> usual, Class<? extends TrackingMatch> kind) {
    for (Match each : usual) {
      if (kind.isInstance(each) && each instanceof TrackingMatch match) {
        words.add(MatchText.of(each).words());
        conditions.add(new Also(match));
      }
    }
  }

  private void add(Given given, String value, Condition condition) {
    words.add(given.inverted(), given.option() + " " + value);
    conditions.add(Condition.of(condition, given.inverted()));
  }

  private void protocol() {
    Optional<Given> given = loaded.given("--ctproto");
    if (given.isPresent()) {
      int number = Protocols.number(given.get().value());
      if (number == 0 && given.get().inverted()) {
        throw IptablesException.usage("conntrack: rule would never match protocol");
      }
      add(given.get(), "" + number, new Protocol(number));
    }
  }

  private void awaited(String option, boolean source) {
    Optional<Given> given = loaded.given(option);
    if (given.isPresent()) {
      Prefix prefix = prefix(given.get());
      String text = prefix.length() == 32 ? prefix.network().toString() : prefix.toString();
      add(given.get(), text, new AwaitedAddress(source, prefix));
    }
  }

  private void port(String option, boolean ofReply, boolean source) {
    Optional<Given> given = loaded.given(option);
    if (given.isEmpty()) {
      return;
    }
    int[] ends = ends(given.get());
    add(given.get(), ports(given.get()), new Port(ofReply, source, ends[0], ends[1]));
  }

  /** The ports of an option, in the order in which they were written. */
  static String ports(Given given) {
    int[] ends = ends(given);
    return ends[0] == ends[1] ? "" + ends[0] : ends[0] + ":" + ends[1];
  }

  private static int[] ends(Given given) {
    String[] words = given.value().split(":", 2);
    int first = words[0].isEmpty() && words.length > 1 ? 0 : OptionNumbers.resolved(words[0]);
    int last =
        words.length == 1
            ? first
            : words[1].isEmpty() ? MAX_PORT : OptionNumbers.resolved(words[1]);
    return new int[] {first, last};
  }

  private void status() {
    Optional<Given> given = loaded.given("--ctstatus");
    if (given.isEmpty()) {
      return;
    }
    int mask = 0;
    for (String word : given.get().value().split(",", -1)) {
      Integer bit = STATUS.get(word.toUpperCase(Locale.ROOT));
      if (bit == null && !word.equalsIgnoreCase("NONE")) {
        throw IptablesException.usage("Bad ctstatus \"" + given.get().value() + "\"");
      }
      mask |= bit == null ? 0 : bit;
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Integer> each : STATUS.entrySet()) {
      if ((mask & each.getValue()) != 0) {
        names.add(each.getKey());
      }
    }
    add(given.get(), names.isEmpty() ? "NONE" : String.join(",", names), new Status(mask));
  }

  private void expires() {
    Optional<Given> given = loaded.given("--ctexpire");
    if (given.isPresent()) {
      NumberRange range = NumberRange.of(loaded, "--ctexpire", MAX_INT);
      add(given.get(), range.text(), new Expires(range.first(), range.last()));
    }
  }
}
