package dev.podlane.cli;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.cli.output.Answer;
import dev.podlane.cli.output.Sarif;
import dev.podlane.cli.output.Sarif.Level;
import dev.podlane.document.Place;
import dev.podlane.workspace.SourcePlaces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins outcomes with the places of what decided, and makes results of them. */
final class Answers {
  private static final String UNKNOWN = "unknown";

  private Answers() {}

  /** The place of the object and field that decided; null if they stand in no document. */
  static @Nullable Place place(SourcePlaces places, @Nullable CauseView cause) {
    CauseView.ObjectView object = cause == null ? null : cause.object();
    return cause == null || object == null
        ? null
        : places.of(object.kind(), object.namespace(), object.name(), cause.path()).orElse(null);
  }

  /** A result for each answer that is not as expected. */
  static List<Sarif.Result> results(List<Answer> answers) {
    return answers.stream().filter(each -> !each.isAsExpected()).map(Answers::result).toList();
  }

  private static Sarif.Result result(Answer answer) {
    OutcomeView outcome = answer.outcome();
    CauseView cause = outcome.cause();
    boolean isUnknown = outcome.result().equals(UNKNOWN);
    Place place = answer.cause() == null ? answer.asked() : answer.cause();
    return new Sarif.Result(
        "outcome/" + (cause == null ? outcome.result() : cause.code()),
        "The outcome of a probe is not the expected one.",
        isUnknown ? Level.WARNING : Level.ERROR,
        answer.title()
            + ": "
            + outcome.result()
            + ", expected "
            + answer.expected()
            + ". "
            + outcome.sentence(),
        place,
        answer.cause() == null ? null : answer.asked());
  }
}
