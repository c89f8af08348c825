package dev.podlane.answer.trace;

import dev.podlane.answer.DiffView;
import dev.podlane.answer.DiffView.ChangeView;
import dev.podlane.answer.DiffView.SideView;
import dev.podlane.answer.DiffView.SummaryView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ReachabilityView;
import dev.podlane.answer.ReachabilityView.AnswerView;
import dev.podlane.answer.TargetWords;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.notation.Expectation;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.diff.Change;
import dev.podlane.workspace.diff.Comparison;
import dev.podlane.workspace.diff.Pair;
import dev.podlane.workspace.diff.Side;
import dev.podlane.workspace.diff.Summary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the differences between two clusters into words, each as it is found. */
public final class Differences {
  /** Changes that one answer tells; the others are counted. */
  private static final int MOST_TOLD = 1_000;

  private static final int REASONS = 3;

  private final Localizer words;
  private final List<ChangeView> pairs = new ArrayList<>();
  private final List<ChangeView> probes = new ArrayList<>();
  private final Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);

  private Differences(Localizer words) {
    this.words = words;
  }

  /** Runs a comparison and tells what it finds. */
  public static DiffView of(Comparison comparison, Localizer words) {
    Differences told = new Differences(words);
    Summary summary = comparison.run(told::add);
    int all = told.counts.values().stream().mapToInt(Integer::intValue).sum();
    int omitted = all - told.pairs.size() - told.probes.size();
    return new DiffView(
        new SummaryView(
            told.count(Change.Kind.LOST),
            told.count(Change.Kind.NEW),
            told.count(Change.Kind.OTHER),
            summary.pairs(),
            summary.compared(),
            summary.walked(),
            summary.notCompared(),
            summary.notWalked()),
        told.pairs,
        told.probes,
        omitted == 0 ? null : (Integer) omitted);
  }

  private int count(Change.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  private void add(Change change) {
    counts.merge(change.kind(), 1, Integer::sum);
    if (pairs.size() + probes.size() >= MOST_TOLD) {
      return;
    }
    Pair pair = change.pair();
    Expectation expected = change.expectation();
    if (pair != null) {
      String port = Integer.toString(pair.port());
      String protocol = lower(pair.protocol());
      pairs.add(view(change, null, pair.from(), pair.to(), protocol, port));
    } else if (expected != null) {
      String name = expected.name().isEmpty() ? null : expected.name();
      String protocol =
          lower(
              PlainProbe.of(expected.from(), expected.to(), expected.protocol(), expected.port())
                  .request()
                  .protocol());
      probes.add(view(change, name, expected.from(), expected.to(), protocol, expected.port()));
    }
  }

  private ChangeView view(
      Change change,
      @Nullable String name,
      String from,
      String to,
      String protocol,
      @Nullable String port) {
    return new ChangeView(
        lower(change.kind()),
        name,
        from,
        to,
        protocol,
        port,
        view(change.before()),
        view(change.after()));
  }

  private SideView view(Side side) {
    OutcomeView outcome =
        side.run() == null || side.walked() == null
            ? null
            : new Traces(side.run(), words).outcome(side.walked());
    AnswerView policy =
        side.policy() == null
            ? null
            : ReachabilityView.of(true, List.of(side.policy())).answers().get(0);
    String sentence =
        side.problem() != null
            ? TargetWords.of(side.problem()).sentence(words)
            : outcome == null ? null : outcome.sentence();
    return new SideView(
        side.isThere(),
        side.result(),
        policy == null ? null : policy.verdict(),
        outcome == null ? null : outcome.cause(),
        policy == null ? List.of() : policy.because().stream().limit(REASONS).toList(),
        sentence);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
