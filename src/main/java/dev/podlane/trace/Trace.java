package dev.podlane.trace;

import java.util.List;

/**
 * One probe and everything that came of it: a tree of hops.
 *
 * @param probe what was sent
 * @param outcome what the sender saw
 * @param hops in the order they began
 */
public record Trace(Probe probe, Outcome outcome, List<Hop> hops) {
  public Trace {
    hops = List.copyOf(hops);
  }

  /** A trace of a probe that could not even be sent, for want of a fact. */
  public static Trace unknown(Probe probe, String missing) {
    return new Trace(probe, Outcome.unknown(probe.namespace(), missing), List.of());
  }
}
