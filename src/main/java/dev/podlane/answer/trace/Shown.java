package dev.podlane.answer.trace;

import dev.podlane.trace.Hop;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.Step;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The hops of a walk that are shown. A flood makes a copy for every station, and most copies are
 * dropped at once by stations they are not addressed to; where there are too many of these
 * bystanders, some are left out, each with the step that sent it.
 */
final class Shown {
  /** The number of bystanders that are always shown. */
  private static final int BYSTANDERS = 100;

  private static final BitSet NONE = new BitSet();

  private final List<Hop> hops;
  private final BitSet left = new BitSet();
  private final BitSet parents = new BitSet();
  private final Map<Integer, BitSet> idle = new HashMap<>();

  private Shown(List<Hop> hops) {
    this.hops = hops;
  }

  static Shown all(List<Hop> hops) {
    return new Shown(hops);
  }

  static Shown withoutBystanders(List<Hop> hops) {
    Shown shown = new Shown(hops);
    shown.leaveOut();
    return shown;
  }

  private void leaveOut() {
    for (Hop hop : hops) {
      if (hop.parent() != null) {
        parents.set(hop.parent().hop());
      }
    }
    int bystanders = 0;
    for (Hop hop : hops) {
      if (isBystander(hop) && ++bystanders > BYSTANDERS) {
        left.set(hop.id());
        Hop.Parent sentBy = Objects.requireNonNull(hop.parent());
        idle.computeIfAbsent(sentBy.hop(), any -> new BitSet()).set(sentBy.step());
      }
    }
  }

  private boolean isBystander(Hop hop) {
    Hop.Parent sentBy = hop.parent();
    if (sentBy == null || hop.steps().isEmpty() || parents.get(hop.id())) {
      return false;
    }
    Step last = hop.steps().get(hop.steps().size() - 1).step();
    boolean endsHere = last instanceof IpStep.Dropped || last instanceof NeighbourStep.ArpIgnored;
    return endsHere && isTransmission(hops.get(sentBy.hop()), sentBy.step());
  }

  private static boolean isTransmission(Hop hop, int step) {
    return step < hop.steps().size()
        && hop.steps().get(step).step() instanceof LinkStep.FrameTransmitted;
  }

  boolean has(Hop hop) {
    return !left.get(hop.id());
  }

  /**
   * Returns true if a step is shown: not if its only consequence is a bystander that is left out.
   */
  boolean has(Hop hop, int step) {
    return !idle.getOrDefault(hop.id(), NONE).get(step);
  }
}
