package dev.podlane.cluster.amount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource quantity, such as {@code 250m}, {@code 1.5} or {@code 64Mi} (apimachinery
 * pkg/api/resource). Values beyond a {@code long} are cut to it, as upstream caps them.
 *
 * @param value its value in the resource's unit: cores, bytes or pieces
 */
public record Quantity(BigDecimal value) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([+-]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30}))"
              + "(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]{1,2}))?");

  private static final BigDecimal KI = BigDecimal.valueOf(1024);

  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
          Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
          Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
          Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
          Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
          Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
          Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
          Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
          Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)),
          Map.entry("Ki", KI),
          Map.entry("Mi", KI.pow(2)),
          Map.entry("Gi", KI.pow(3)),
          Map.entry("Ti", KI.pow(4)),
          Map.entry("Pi", KI.pow(5)),
          Map.entry("Ei", KI.pow(6)));

  /** Reads a quantity; empty if the text is none. */
  public static Optional<Quantity> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String suffix = parts.group(2);
    String exponent = parts.group(3);
    BigDecimal factor = suffix == null ? BigDecimal.ONE : FACTORS.get(suffix);
    if (factor == null) {
      return Optional.empty();
    }
    BigDecimal value = number.multiply(factor);
    return Optional.of(
        new Quantity(
            exponent == null ? value : value.scaleByPowerOfTen(Integer.parseInt(exponent))));
  }

  /** In whole units, rounded up (Value). */
  public long units() {
    return up(value);
  }

  /** In thousandths, rounded up (MilliValue). */
  public long thousandths() {
    return up(value.scaleByPowerOfTen(3));
  }

  private static long up(BigDecimal value) {
    BigDecimal whole = value.setScale(0, RoundingMode.UP);
    return whole
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}
