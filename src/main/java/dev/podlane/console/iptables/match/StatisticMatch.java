package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code -m statistic} (extensions/libxt_statistic.c). */
final class StatisticMatch {
  /** Probabilities are kept in this many parts. */
  private static final double PARTS = 0x8000_0000L;

  private StatisticMatch() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "statistic", "--mode:1 --probability:1 --every:1 --packet:1", StatisticMatch::read));
  }

  private static List<Match> read(ExtensionOptions loaded, ProtocolWord protocol) {
    String mode = loaded.isBare() ? "random" : loaded.must("--mode").value();
    return switch (mode) {
      case "random" -> List.of(random(loaded));
      case "nth" -> List.of(nth(loaded));
      default -> throw IptablesException.usage("Bad mode \"" + mode + "\"");
    };
  }

  private static Match random(ExtensionOptions loaded) {
    Given given =
        loaded
            .given("--probability")
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "--probability must be specified when using random mode"));
    return new OtherMatch.Random(kept(probability(given.value())), given.inverted());
  }

  private static double probability(String text) {
    try {
      double probability = Double.parseDouble(text);
      if (probability >= 0 && probability <= 1) {
        return probability;
      }
    } catch (NumberFormatException notOne) {
      // refused below, as one out of range
    }
    throw IptablesException.usage(
        "statistic: bad value for option \"--probability\", or out of range (0-1).\n");
  }

  /** Rounds a probability to the 31 bits that the kernel stores. */
  static double kept(double probability) {
    return Math.rint(PARTS * probability) / PARTS;
  }

  private static Match nth(ExtensionOptions loaded) {
    Optional<Given> every = loaded.given("--every");
    if (every.isEmpty()) {
      throw IptablesException.usage("--every and --packet must be specified when using nth mode");
    }
    if (!loaded.has("--packet")) {
      throw IptablesException.usage("statistic: option \"--every\" also requires \"--packet\".\n");
    }
    OptionalInt count = OptionNumbers.whole(every.get().value(), 1, Integer.MAX_VALUE);
    if (count.isEmpty()) {
      throw IptablesException.usage(
          "statistic: bad value for option \"--every\", or out of range (1-4294967295).\n");
    }
    OptionalInt packet =
        OptionNumbers.whole(loaded.must("--packet").value(), 0, count.getAsInt() - 1);
    if (packet.isEmpty()) {
      throw IptablesException.usage("the --packet p must be 0 <= p <= n-1");
    }
    return new OtherMatch.Nth(count.getAsInt(), packet.getAsInt(), every.get().inverted());
  }
}
