package dev.podlane.answer.trace;

import dev.podlane.answer.FoldView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.ParentView;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Hop.Parent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a walk that are told as one step: ARP requests, and repetitions. */
final class Folds {
  private final List<Hop> hops;
  private final Levels levels;
  private final Selection selection;
  private final Localizer words;

  Folds(List<Hop> hops, Levels levels, Selection selection, Localizer words) {
    this.hops = hops;
    this.levels = levels;
    this.selection = selection;
    this.words = words;
  }

  /** All of them, in order of play. */
  List<FoldView> of(Retries retries, LaterSegments later) {
    List<FoldView> folds =
        new ArrayList<>(new Questions(levels, selection, words).of(hops, retries::repeats));
    retries.runs().forEach(run -> folds.add(again(run, retries)));
    later.runs().forEach(run -> folds.add(later(later.kind(), run)));
    folds.sort(Comparator.comparingInt(FoldView::seq));
    return folds;
  }

  private FoldView later(LaterSegments.Kind kind, List<Hop> run) {
    Hop first = run.get(0);
    Parent after = selection.told(first.parent());
    Map<Integer, Integer> beginnings = new LinkedHashMap<>();
    run.forEach(hop -> beginnings.putIfAbsent(hop.packet(), hop.id()));
    return new FoldView(
        "connection",
        first.steps().get(0).seq(),
        after == null ? null : new ParentView(after.hop(), after.step()),
        List.copyOf(beginnings.values()),
        first.namespace(),
        null,
        null,
        null,
        run.size(),
        run.stream().mapToInt(this::steps).sum(),
        null,
        words.say(
            "fold.connection." + kind.text(),
            first.namespace(),
            Integer.toString(beginnings.size())));
  }

  private FoldView again(List<Integer> run, Retries retries) {
    Hop first = hops.get(run.get(0));
    List<Hop> all = hops.stream().filter(hop -> retries.belongs(hop, run)).toList();
    Parent after = selection.told(first.parent());
    return new FoldView(
        "again",
        first.steps().get(0).seq(),
        after == null ? null : new ParentView(after.hop(), after.step()),
        run,
        first.namespace(),
        null,
        null,
        null,
        all.size(),
        all.stream().mapToInt(this::steps).sum(),
        null,
        words.say(
            run.size() == 1 ? "fold.again.once" : "fold.again",
            first.namespace(),
            Integer.toString(run.size())));
  }

  private int steps(Hop hop) {
    int steps = 0;
    for (int i = 0; i < hop.steps().size(); i++) {
      steps += Detail.STAGES.tells(levels.of(hop, i)) ? 1 : 0;
    }
    return steps;
  }
}
