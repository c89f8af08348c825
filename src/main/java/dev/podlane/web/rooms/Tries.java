package dev.podlane.web.rooms;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts what each client does too often. A client has so many tries at once, and gets them back
 * evenly over a time. Clients that have all of theirs are forgotten.
 */
final class Tries {
  /** Above so many clients that were counted, the one that was quiet longest is forgotten. */
  private static final int MOST = 20_000;

  private final long full;
  private final long each;
  private final LongSupplier nanos;

  /** Per client, the moment at which all its tries are back. */
  private final Map<String, Long> whole =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST || eldest.getValue() - nanos.getAsLong() <= 0;
        }
      };

  /**
   * A count.
   *
   * @param most tries in a time
   * @param nanos a clock, as {@link System#nanoTime()}
   */
  Tries(int most, Duration time, LongSupplier nanos) {
    this.full = time.toNanos();
    this.each = Math.max(1, time.toNanos() / most);
    this.nanos = nanos;
  }

  /** Takes a try; false if there is none left. */
  synchronized boolean take(String client) {
    long now = nanos.getAsLong();
    long from = Math.max(0, whole.getOrDefault(client, now) - now);
    if (from + each > full) {
      return false;
    }
    whole.put(client, now + from + each);
    return true;
  }

  /** Returns true if there is a try left. */
  synchronized boolean isLeft(String client) {
    long now = nanos.getAsLong();
    return Math.max(0, whole.getOrDefault(client, now) - now) + each <= full;
  }
}
