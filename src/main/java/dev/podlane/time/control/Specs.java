package dev.podlane.time.control;

import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.time.amount.Amount;
import dev.podlane.time.rollout.RolloutStrategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of workload specs; one that is absent, or that the API would refuse, has its default. */
final class Specs {
  private Specs() {}

  /** A whole number. */
  static int seconds(MapValue spec, String key, int otherwise) {
    Integer number = number(spec, key);
    return number == null ? otherwise : number;
  }

  /** A whole number; null if it is absent. */
  static @Nullable Integer number(MapValue spec, String key) {
    return spec.entries().get(key) instanceof ScalarValue scalar
            && scalar.text().matches("[0-9]{1,10}")
            && Long.parseLong(scalar.text()) <= Integer.MAX_VALUE
        ? Integer.valueOf(scalar.text())
        : null;
  }

  /** A boolean; false if it is absent. */
  static boolean flag(MapValue spec, String key) {
    return spec.text(key).orElse("").equals("true");
  }

  /** The strategy of a Deployment (rule 151). */
  static RolloutStrategy strategy(MapValue spec) {
    MapValue strategy = spec.map("strategy");
    if (strategy.text("type").orElse("").equals("Recreate")) {
      return new RolloutStrategy.Recreate();
    }
    MapValue rolling = strategy.map("rollingUpdate");
    Amount quarter = Amount.percent(25);
    return new RolloutStrategy.RollingUpdate(
        amount(rolling, "maxSurge").orElse(quarter),
        amount(rolling, "maxUnavailable").orElse(quarter));
  }

  /** A number or a percentage. */
  static Optional<Amount> amount(MapValue map, String key) {
    return map.text(key).flatMap(Amount::parse);
  }
}
