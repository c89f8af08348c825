package dev.podlane.trace;

import java.util.BitSet;
import java.util.List;

/**
 * One probe and everything that came of it: a tree of hops.
 *
 * @param probe probe that was sent
 * @param outcome outcome seen by the sender
 * @param hops in the order they began
 */
public record Trace(Probe probe, Outcome outcome, List<Hop> hops) {
  /** Checks that the hops are a tree, and that no two steps have one place in the order. */
  public Trace {
    hops = List.copyOf(hops);
    BitSet taken = new BitSet();
    for (int i = 0; i < hops.size(); i++) {
      Hop hop = hops.get(i);
      if (hop.id() != i) {
        throw malformed(hop, "must be number " + i);
      }
      if (hop.parent() != null) {
        requireCause(hop, hops.get(hop.parent().hop()), hop.parent().step());
      }
      for (Hop.StepRecord each : hop.steps()) {
        if (taken.get(each.seq())) {
          throw malformed(hop, "another step is number " + each.seq() + " already");
        }
        taken.set(each.seq());
      }
    }
  }

  /**
   * Requires that the cause of a hop is a step of its parent, recorded before the hop's own steps.
   */
  private static void requireCause(Hop hop, Hop parent, int step) {
    if (step >= parent.steps().size()) {
      throw malformed(hop, "hop " + parent.id() + " has no step " + step);
    }
    if (parent.steps().get(step).seq() >= hop.steps().get(0).seq()) {
      throw malformed(hop, "it must begin after the step that it comes from");
    }
    if (hop.tick() < parent.tick()) {
      throw malformed(hop, "it must not have crossed fewer wires than hop " + parent.id());
    }
  }

  private static IllegalArgumentException malformed(Hop hop, String what) {
    return new IllegalArgumentException("hop " + hop.id() + ": " + what);
  }

  /** A trace of a probe that could not even be sent, for want of a fact. */
  public static Trace unsent(Probe probe, Outcome.Result result, String missing) {
    return new Trace(probe, Outcome.unsent(result, probe.namespace(), missing), List.of());
  }
}
