package dev.podlane.time.template;

import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;

/**
 * A probe of a container; durations in milliseconds (core/v1 {@code Probe}; rule 222).
 *
 * @param initialDelay time from the start of the container until the first attempt
 * @param period time between attempts
 * @param timeout time after which an attempt without an answer fails
 * @param successes successes in a row after a failure, until it counts as succeeded
 * @param failures failures in a row until it counts as failed
 * @param grace time that a container has which the probe ends, in place of the pod's; -1 if it says
 *     none (KEP-2238)
 */
public record ProbeTemplate(
    long initialDelay, long period, long timeout, int successes, int failures, long grace) {
  private static final long SECOND = 1_000;

  /** Reads a probe; an absent field, or one that is no number, has its default. */
  static ProbeTemplate read(MapValue probe) {
    return new ProbeTemplate(
        Math.max(0, number(probe, "initialDelaySeconds", 0)) * SECOND,
        Math.max(1, number(probe, "periodSeconds", 10)) * SECOND,
        Math.max(1, number(probe, "timeoutSeconds", 1)) * SECOND,
        Math.max(1, number(probe, "successThreshold", 1)),
        Math.max(1, number(probe, "failureThreshold", 3)),
        Math.max(-1, number(probe, "terminationGracePeriodSeconds", -1) * SECOND));
  }

  /** A field with a whole number of at most nine digits; the default for anything else. */
  static int number(MapValue map, String key, int otherwise) {
    return map.entries().get(key) instanceof ScalarValue scalar
            && scalar.text().matches("-?[0-9]{1,9}")
        ? Integer.parseInt(scalar.text())
        : otherwise;
  }

  /**
   * The first attempt at or after a moment.
   *
   * @param ticker moment at which the worker began to tick (rule 225)
   */
  public long tick(long ticker, long from) {
    return from <= ticker ? ticker : ticker + (from - ticker + period - 1) / period * period;
  }
}
