package dev.podlane.answer.trace;

import dev.podlane.answer.ExpectationView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TargetWords;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.document.Place;
import dev.podlane.notation.Expectation;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Walks the probes of expectations, each over a fresh memory. */
public final class Expecting {
  private final Workspace workspace;
  private final Localizer words;
  private final BooleanSupplier wanted;

  /**
   * For the expectations about a cluster.
   *
   * @param wanted asked during the walks; once it is false, they end
   */
  public Expecting(Workspace workspace, Localizer words, BooleanSupplier wanted) {
    this.workspace = workspace;
    this.words = words;
    this.wanted = wanted;
  }

  /** Walks a probe and compares. */
  public ExpectationView check(Expectation expected) {
    ProbeRequest request =
        PlainProbe.of(expected.from(), expected.to(), expected.protocol(), expected.port())
            .request();
    try {
      WalkRun run = workspace.run(List.of(request), wanted);
      OutcomeView outcome = new Traces(run, words).outcome(run.next());
      return view(expected, request, outcome, null);
    } catch (TargetException unknown) {
      return view(expected, request, null, TargetWords.of(unknown).sentence(words));
    }
  }

  private static ExpectationView view(
      Expectation expected,
      ProbeRequest request,
      @Nullable OutcomeView outcome,
      @Nullable String problem) {
    Place place = expected.place();
    return new ExpectationView(
        expected.name().isEmpty() ? null : expected.name(),
        expected.from(),
        expected.to(),
        request.protocol().word(),
        expected.port(),
        expected.result().text(),
        expected.reason(),
        outcome != null && isMet(expected, outcome),
        outcome,
        problem,
        place.file().isEmpty() ? null : place.file(),
        place.line() == 0 ? null : place.line(),
        place.path().isEmpty() ? null : place.path());
  }

  private static boolean isMet(Expectation expected, OutcomeView outcome) {
    String reason = expected.reason();
    String code = outcome.cause() == null ? null : outcome.cause().code();
    return outcome.result().equals(expected.result().text())
        && (reason == null || reason.equals(code) || Objects.equals(reason, outcome.reason()));
  }
}
