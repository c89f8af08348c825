package dev.podlane.terminal.kubectl;

/** Durations as kubectl prints them (apimachinery, util/duration HumanDuration). */
final class Ages {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private Ages() {}

  /** A duration in milliseconds. */
  static String text(long millis) {
    long seconds = Math.max(0, millis / 1_000);
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    long minutes = seconds / MINUTE;
    if (minutes < 10) {
      return minutes + "m" + rest(seconds % MINUTE, "s");
    }
    long hours = seconds / HOUR;
    return minutes < 180
        ? minutes + "m"
        : hours < 8 ? hours + "h" + rest(minutes % MINUTE, "m") : hours + "h";
  }

  private static String rest(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  /** The age of an object; one of the beginning tells no time. */
  static String of(long now, long created) {
    return created < 0 ? "<unknown>" : text(now - created);
  }
}
