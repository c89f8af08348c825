package dev.podlane.answer.trace;

import dev.podlane.trace.Hop;
import dev.podlane.trace.Hop.Parent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a walk that are told: its steps at a level of detail, without bystanders where there
 * are too many of them. The result is connected: a hop follows from the last told step before the
 * one that truly sent it.
 */
final class Selection {
  private static final BitSet NONE = new BitSet();

  private final List<BitSet> steps = new ArrayList<>();
  private final BitSet told = new BitSet();
  private final List<@Nullable Parent> parents = new ArrayList<>();
  private int omittedHops;
  private long omittedSteps;

  private Selection() {}

  /**
   * The selection.
   *
   * @param most steps, about; if the detail has more, bystanders are left out
   */
  static Selection of(List<Hop> hops, Levels levels, Detail detail, long most) {
    List<BitSet> told = new ArrayList<>(hops.size());
    long count = 0;
    for (Hop hop : hops) {
      BitSet steps = new BitSet(hop.steps().size());
      for (int i = 0; i < hop.steps().size(); i++) {
        steps.set(i, detail.tells(levels.of(hop, i)));
      }
      told.add(steps);
      count += steps.cardinality();
    }
    Shown shown = count <= most ? Shown.all(hops) : Shown.withoutBystanders(hops);
    Selection selection = new Selection();
    hops.forEach(hop -> selection.add(hop, told.get(hop.id()), shown));
    return selection;
  }

  private void add(Hop hop, BitSet wanted, Shown shown) {
    int all = wanted.cardinality();
    boolean isFolded = all == 0 && !hop.steps().isEmpty();
    if (isFolded || !shown.has(hop)) {
      steps.add(NONE);
      omittedHops += isFolded ? 0 : 1;
    } else {
      for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
        wanted.set(i, shown.has(hop, i));
      }
      steps.add(wanted);
      told.set(hop.id());
    }
    omittedSteps += all - steps.get(hop.id()).cardinality();
    parents.add(told(hop.parent()));
  }

  /**
   * Returns true if a hop is told: not if all its steps are folded into others, or it is a
   * bystander's.
   */
  boolean has(Hop hop) {
    return told.get(hop.id());
  }

  /** The step itself if it is told, else the last one before it that is; none if there is none. */
  @Nullable Parent told(@Nullable Parent truly) {
    if (truly == null) {
      return null;
    }
    int step = steps.get(truly.hop()).previousSetBit(truly.step());
    return step < 0 ? parents.get(truly.hop()) : new Parent(truly.hop(), step);
  }

  /** Indexes of the steps of a hop that are told. */
  BitSet steps(Hop hop) {
    return steps.get(hop.id());
  }

  /** The step a hop follows from. */
  @Nullable Parent parent(Hop hop) {
    return parents.get(hop.id());
  }

  /** Hops of this detail that are left out as bystanders. */
  int omittedHops() {
    return omittedHops;
  }

  /** Steps of this detail that are left out with bystanders. */
  long omittedSteps() {
    return omittedSteps;
  }
}
