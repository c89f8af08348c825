package dev.podlane.console.iptables;

import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code -m limit}, of which only the words are kept: how many packets came before is not known.
 */
final class LimitWords {
  private static final Pattern RATE =
      Pattern.compile("(\\d+)(?:/(s(?:ec(?:ond)?)?|m(?:in(?:ute)?)?|h(?:our)?|d(?:ay)?))?");
  private static final String DEFAULT_BURST = "5";

  private LimitWords() {}

  static Extension<List<Match>> extension() {
    return Extension.of(
        "limit",
        "--limit:1 --limit-burst:1",
        (loaded, protocol) -> List.of(new OtherMatch.Unknown(text(loaded))));
  }

  private static String text(Loaded loaded) {
    String rate = loaded.given("--limit").map(Loaded.Given::value).orElse("3/hour");
    Matcher parts = RATE.matcher(rate);
    if (!parts.matches()) {
      throw IptablesException.usage("bad rate \"" + rate + "\"'");
    }
    String unit =
        switch (parts.group(2) == null ? 's' : parts.group(2).charAt(0)) {
          case 'm' -> "min";
          case 'h' -> "hour";
          case 'd' -> "day";
          default -> "sec";
        };
    String burst = loaded.given("--limit-burst").map(Loaded.Given::value).orElse(DEFAULT_BURST);
    return "-m limit --limit "
        + parts.group(1)
        + "/"
        + unit
        + (burst.equals(DEFAULT_BURST) ? "" : " --limit-burst " + burst);
  }
}
