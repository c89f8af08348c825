package dev.podlane.console.iptables;

import dev.podlane.console.iptables.Extension.ProtocolWord;
import dev.podlane.console.iptables.Loaded.Given;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code -m statistic} (extensions/libxt_statistic.c). */
final class StatisticMatches {
  /** Probabilities are kept in this many parts. */
  private static final double PARTS = 0x8000_0000L;

  private StatisticMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "statistic", "--mode:1 --probability:1 --every:1 --packet:1", StatisticMatches::read));
  }

  private static List<Match> read(Loaded loaded, ProtocolWord protocol) {
    String mode = loaded.isBare() ? "random" : loaded.must("--mode").value();
    return switch (mode) {
      case "random" -> List.of(random(loaded));
      case "nth" -> List.of(nth(loaded));
      default -> throw IptablesException.usage("Bad mode \"" + mode + "\"");
    };
  }

  private static Match random(Loaded loaded) {
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

  /** What the kernel keeps of a probability: 31 bits. */
  static double kept(double probability) {
    return Math.rint(PARTS * probability) / PARTS;
  }

  private static Match nth(Loaded loaded) {
    Optional<Given> every = loaded.given("--every");
    if (every.isEmpty()) {
      throw IptablesException.usage("--every and --packet must be specified when using nth mode");
    }
    if (!loaded.has("--packet")) {
      throw IptablesException.usage("statistic: option \"--every\" also requires \"--packet\".\n");
    }
    OptionalInt count = Numbers.whole(every.get().value(), 1, Integer.MAX_VALUE);
    if (count.isEmpty()) {
      throw IptablesException.usage(
          "statistic: bad value for option \"--every\", or out of range (1-4294967295).\n");
    }
    OptionalInt packet = Numbers.whole(loaded.must("--packet").value(), 0, count.getAsInt() - 1);
    if (packet.isEmpty()) {
      throw IptablesException.usage("the --packet p must be 0 <= p <= n-1");
    }
    return new OtherMatch.Nth(count.getAsInt(), packet.getAsInt(), every.get().inverted());
  }
}
