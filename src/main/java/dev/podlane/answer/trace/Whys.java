package dev.podlane.answer.trace;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.MendViews;
import dev.podlane.answer.ReachabilityView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.answer.WhyView;
import dev.podlane.answer.WhyView.RemedyView;
import dev.podlane.answer.WhyView.SourceView;
import dev.podlane.answer.WhyView.SuppositionView;
import dev.podlane.answer.sentence.MendWords;
import dev.podlane.answer.sentence.StepWords;
import dev.podlane.why.Why;
import dev.podlane.workspace.SourceExcerpt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the views of explanations. */
public final class Whys {
  private final Localizer words;
  private final Function<String, Object> json;

  /**
   * Views in these words.
   *
   * @param json reads JSON as the answer's own values
   */
  public Whys(Localizer words, Function<String, Object> json) {
    this.words = words;
    this.json = json;
  }

  /** The view of an explanation. */
  public WhyView view(Why why) {
    boolean isEnforced =
        why.told()
            .place()
            .cluster()
            .filter(cluster -> cluster.network().nodes().policyEngine().enforces())
            .isPresent();
    OutcomeView outcome = outcome(why.told());
    return new WhyView(
        Traces.probe(why.told().walked()),
        outcome,
        why.policies() == null ? null : ReachabilityView.of(why.policies()),
        source(why.told(), outcome.cause()),
        isEnforced,
        why.remedies().stream().map(this::remedy).toList(),
        why.suppositions().stream().map(this::supposition).toList(),
        why.untried());
  }

  private static @Nullable SourceView source(Why.Told told, @Nullable CauseView cause) {
    CauseView.ObjectView named = cause == null ? null : cause.object();
    String path = cause == null ? null : cause.path();
    if (named == null || path == null) {
      return null;
    }
    String namespace = Objects.toString(named.namespace(), "");
    return told.place().cluster().stream()
        .flatMap(cluster -> cluster.sources().keySet().stream())
        .filter(ref -> ref.kind().equals(named.kind()) && ref.name().equals(named.name()))
        .filter(ref -> ref.namespace().equals(namespace))
        .findFirst()
        .flatMap(ref -> SourceExcerpt.of(told.place(), ref, path))
        .map(
            found ->
                new SourceView(
                    named,
                    path,
                    found.place().file(),
                    found.place().line(),
                    found.first(),
                    found.mark(),
                    found.lines()))
        .orElse(null);
  }

  private OutcomeView outcome(Why.Told told) {
    return new Outcomes(told.place(), words, new StepWords(words)).view(told.walked());
  }

  private RemedyView remedy(Why.Remedy remedy) {
    MendWords said = new MendWords(words);
    OutcomeView after = outcome(remedy.after());
    List<Map<String, Object>> edits =
        remedy.edits().stream().map(each -> MendViews.of(each, json)).toList();
    List<String> sentences = remedy.edits().stream().map(said::sentence).toList();
    return new RemedyView(edits, sentences, after.result(), after.sentence());
  }

  private SuppositionView supposition(Why.Supposition supposition) {
    OutcomeView after = outcome(supposition.after());
    String sentence =
        words.say("why.if", supposition.setting(), supposition.value(), after.sentence());
    return new SuppositionView(
        supposition.setting(),
        supposition.value(),
        MendViews.of(supposition.edit(), json),
        after.result(),
        sentence);
  }
}
