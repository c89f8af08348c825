package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.IptablesException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate, in the unit in which iptables prints it (print_rate in extensions/libxt_limit.c).
 *
 * @param number packets in the unit
 * @param unit name of the unit
 * @param seconds the unit, in seconds
 * @param writtenSeconds the unit in which it was written, in seconds
 */
record RateWords(long number, String unit, long seconds, long writtenSeconds) {
  private static final Pattern RATE = Pattern.compile("(\\d{1,9})(?:/([a-zA-Z]+))?");

  private record Unit(String name, String full, long seconds) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("day", "day", 86_400),
          new Unit("hour", "hour", 3_600),
          new Unit("min", "minute", 60),
          new Unit("sec", "second", 1));

  /**
   * Reads {@code 25/minute}.
   *
   * @param scale parts of a second in which iptables keeps the time between two packets
   * @return empty if it is no rate
   */
  static Optional<RateWords> read(String text, long scale) {
    Matcher parts = RATE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String word = parts.group(2) == null ? "s" : parts.group(2).toLowerCase(Locale.ROOT);
    Optional<Unit> written =
        UNITS.stream().filter(each -> each.full().startsWith(word)).findFirst();
    long number = Long.parseLong(parts.group(1));
    if (written.isEmpty() || number == 0) {
      return Optional.empty();
    }
    long seconds = written.get().seconds();
    if (number / seconds > scale) {
      throw IptablesException.usage("Rate too fast \"" + text + "\"\n");
    }
    return Optional.of(of(scale * seconds / number, scale, seconds));
  }

  private static RateWords of(long period, long scale, long writtenSeconds) {
    int at = 1;
    while (at < UNITS.size()) {
      long whole = UNITS.get(at).seconds() * scale;
      if (period > whole || whole / period < whole % period) {
        break;
      }
      at++;
    }
    Unit unit = UNITS.get(at - 1);
    return new RateWords(
        unit.seconds() * scale / period, unit.name(), unit.seconds(), writtenSeconds);
  }

  String text() {
    return number + "/" + unit;
  }
}
