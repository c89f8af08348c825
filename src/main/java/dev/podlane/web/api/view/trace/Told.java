package dev.podlane.web.api.view.trace;

import dev.podlane.trace.Hop;
import dev.podlane.web.api.view.FoldView;
import dev.podlane.web.api.view.TraceView.OutcomeView;
import dev.podlane.workspace.Walked;
import java.util.List;

/** One walk, as it is told: see {@link Traces#told}. */
record Told(
    Walked walked, OutcomeView outcome, Levels levels, Selection selection, List<FoldView> folds) {
  List<Hop> hops() {
    return walked.trace().hops();
  }
}
