package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code -m conntrack}, {@code state} and {@code connmark}. */
final class TrackingMatches {
  private static final String ORIGINAL_SOURCE = "--ctorigsrc";
  private static final String ORIGINAL_DESTINATION = "--ctorigdst";
  private static final Map<String, Boolean> IS_REPLY = Map.of("ORIGINAL", false, "REPLY", true);

  private TrackingMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "conntrack",
            "--ctstate:1 --ctproto:1 --ctorigsrc:1 --ctorigdst:1 --ctreplsrc:1 --ctrepldst:1"
                + " --ctorigsrcport:1 --ctorigdstport:1 --ctreplsrcport:1 --ctrepldstport:1"
                + " --ctstatus:1 --ctexpire:1 --ctdir:1-",
            TrackingMatches::conntrack),
        Extension.of("state", "--state:1", TrackingMatches::state),
        Extension.of("connmark", "--mark:1", TrackingMatches::connmark));
  }

  private static List<Match> conntrack(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare()) {
      throw IptablesException.usage("conntrack: At least one option is required");
    }
    List<Match> matches = new ArrayList<>();
    loaded
        .given("--ctstate")
        .ifPresent(
            given ->
                matches.add(
                    new TrackingMatch.State(
                        kinds(given.value(), true, "ctstate"), given.inverted(), false)));
    loaded.given(ORIGINAL_SOURCE).ifPresent(given -> matches.add(original(given)));
    loaded.given(ORIGINAL_DESTINATION).ifPresent(given -> matches.add(original(given)));
    Optional<Given> port = loaded.given("--ctorigdstport");
    boolean isReversed = port.isPresent() && ConntrackWords.isReversed(loaded, "--ctorigdstport");
    if (port.isPresent() && !isReversed) {
      matches.add(
          new TrackingMatch.OriginalPort(
              OptionNumbers.ports(port.get().value()), port.get().inverted()));
    }
    loaded.given("--ctdir").ifPresent(given -> matches.add(direction(given)));
    boolean isCommon =
        !isReversed
            && !loaded.hasOtherThan(
                "--ctstate", ORIGINAL_SOURCE, ORIGINAL_DESTINATION, "--ctorigdstport", "--ctdir");
    return isCommon ? matches : ConntrackWords.read(loaded, matches);
  }

  private static Match original(Given given) {
    boolean isSource = given.option().equals(ORIGINAL_SOURCE);
    Prefix prefix = ConntrackWords.prefix(given);
    return new TrackingMatch.OriginalAddress(isSource, prefix, given.inverted());
  }

  private static TrackingMatch.Direction direction(Given given) {
    Boolean reply = IS_REPLY.get(given.value().toUpperCase(Locale.ROOT));
    if (reply == null) {
      throw IptablesException.usage(
          "conntrack: Bad value for \"--ctdir\" option: \"" + given.value() + "\"");
    }
    return new TrackingMatch.Direction(reply != given.inverted());
  }

  private static List<Match> state(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--state");
    Set<Kind> kinds = kinds(given.value(), false, "state");
    return List.of(new TrackingMatch.State(kinds, given.inverted(), true));
  }

  private static Set<Kind> kinds(String words, boolean withNat, String option) {
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String word : words.split(",", -1)) {
      String name = word.toUpperCase(Locale.ROOT);
      boolean isNat = name.equals("SNAT") || name.equals("DNAT");
      if (List.of(Kind.values()).stream().noneMatch(kind -> kind.name().equals(name))
          || (isNat && !withNat)) {
        throw IptablesException.usage("Bad " + option + " \"" + word + "\"");
      }
      kinds.add(Kind.valueOf(name));
    }
    return kinds;
  }

  private static List<Match> connmark(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--mark");
    OptionNumbers.Masked mark = OptionNumbers.Masked.read("connmark", "--mark", given.value());
    return List.of(new TrackingMatch.ConnectionMark(mark.value(), mark.mask(), given.inverted()));
  }
}
