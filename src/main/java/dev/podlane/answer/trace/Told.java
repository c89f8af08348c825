package dev.podlane.answer.trace;

import dev.podlane.answer.FoldView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.trace.Hop;
import dev.podlane.workspace.Walked;
import java.util.List;

/** One walk, as it is told: see {@link Traces#told}. */
record Told(
    Walked walked, OutcomeView outcome, Levels levels, Selection selection, List<FoldView> folds) {
  List<Hop> hops() {
    return walked.trace().hops();
  }
}
