package dev.podlane.console.nft.value;

import java.util.OptionalLong;

/** Spans of time as nft prints and reads them: {@code 1h30m}. */
public final class TimeText {
  private static final long[] LENGTHS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private TimeText() {}

  /** A span of so many milliseconds. */
  public static String of(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long left = millis;
    for (int at = 0; at < UNITS.length; at++) {
      if (left >= LENGTHS[at]) {
        text.append(left / LENGTHS[at]).append(UNITS[at]);
        left %= LENGTHS[at];
      }
    }
    return text.toString();
  }

  /** Milliseconds of a span; a number alone is one of seconds. */
  public static OptionalLong millis(String text) {
    long all = 0;
    int at = 0;
    while (at < text.length()) {
      int begin = at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      if (at == begin || at - begin > 12) {
        return OptionalLong.empty();
      }
      long number = Long.parseLong(text.substring(begin, at));
      int unit = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      String word = text.substring(unit, at);
      if (word.isEmpty()) {
        word = "s";
      }
      int which = java.util.List.of(UNITS).indexOf(word);
      if (which < 0) {
        return OptionalLong.empty();
      }
      all += number * LENGTHS[which];
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(all);
  }
}
