package dev.podlane.web.space;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts events by name, each name with a bucket that fills evenly and holds a minute's events: so
 * many can come at once, and no more than so many a minute for long. Buckets that are full again
 * are forgotten, and the oldest where there are too many. Thread-safe.
 */
final class Rates {
  private static final double MINUTE = Duration.ofMinutes(1).toMillis();

  private final Clock clock;
  private final int perMinute;
  private final Map<String, Bucket> buckets;

  /** The contents of a bucket, at a moment in milliseconds. */
  private record Bucket(double left, long millis) {}

  /**
   * A counter.
   *
   * @param perMinute largest number of events of one name in a minute
   * @param mostNames largest number of names that are remembered
   */
  Rates(Clock clock, int perMinute, int mostNames) {
    this.clock = clock;
    this.perMinute = perMinute;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > mostNames || now(eldest.getValue()).left() >= perMinute;
          }
        };
  }

  /** Returns the time until one more event fits, in seconds rounded up; 0 if one does now. */
  synchronized int wait(String name) {
    double missing = 1 - left(name).left();
    return missing <= 0 ? 0 : (int) Math.ceil(missing * MINUTE / perMinute / 1_000);
  }

  /** Counts an event; the caller has made sure that it fits. */
  synchronized void count(String name) {
    Bucket now = left(name);
    buckets.put(name, new Bucket(now.left() - 1, now.millis()));
  }

  /** Takes an event back that did not happen. */
  synchronized void uncount(String name) {
    Bucket now = left(name);
    buckets.put(name, new Bucket(Math.min(perMinute, now.left() + 1), now.millis()));
  }

  private Bucket left(String name) {
    Bucket known = buckets.get(name);
    return known == null ? new Bucket(perMinute, clock.millis()) : now(known);
  }

  private Bucket now(Bucket then) {
    long millis = Math.max(clock.millis(), then.millis());
    double filled = (millis - then.millis()) * perMinute / MINUTE;
    return new Bucket(Math.min(perMinute, then.left() + filled), millis);
  }
}
