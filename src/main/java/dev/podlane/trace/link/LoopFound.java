package dev.podlane.trace.link;

import dev.podlane.trace.Outcome;
import java.util.List;

/** A frame was led round, and will be again: the walk has no end. */
public final class LoopFound extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Outcome.Station> round;

  LoopFound(List<Outcome.Station> round) {
    super("loop", null, false, false);
    this.round = List.copyOf(round);
  }

  /** The stations it passes from one return to the next, in order. */
  public List<Outcome.Station> round() {
    return round;
  }
}
