package dev.podlane.answer.trace;

import dev.podlane.trace.Hop;
import dev.podlane.trace.Hop.Parent;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Packets that are sent again and end as the one before did: their story is the same, so it is told
 * once, and runs of such repetitions are one step.
 */
final class Retries {
  private static final int FIRST = -1;

  private final List<Hop> hops;
  private final List<Integer> attempts = new ArrayList<>();
  private final BitSet folded = new BitSet();
  private final List<List<Integer>> runs = new ArrayList<>();

  private Retries(List<Hop> hops) {
    this.hops = hops;
  }

  /**
   * Finds them.
   *
   * @param sentence of a step, by its hop
   */
  static Retries of(List<Hop> hops, Levels levels, BiFunction<Hop, Step, String> sentence) {
    Retries retries = new Retries(hops);
    hops.forEach(hop -> retries.attempts.add(retries.attempt(hop)));
    if (retries.attempts.stream().anyMatch(attempt -> attempt != FIRST)) {
      retries.compare(retries.stories(levels, sentence));
    }
    return retries;
  }

  /** The hop that began the attempt a hop belongs to. */
  private int attempt(Hop hop) {
    if (isRetransmission(hop)) {
      return hop.id();
    }
    Parent parent = hop.parent();
    return parent == null ? FIRST : attempts.get(parent.hop());
  }

  private static boolean isRetransmission(Hop hop) {
    return !hop.steps().isEmpty()
        && hop.steps().get(0).step() instanceof SocketStep.SocketRetransmit;
  }

  /** Returns the story of each attempt, in order. */
  private Map<Integer, List<String>> stories(
      Levels levels, BiFunction<Hop, Step, String> sentence) {
    Map<Integer, List<Told>> told = new LinkedHashMap<>();
    told.put(FIRST, new ArrayList<>());
    for (Hop hop : hops) {
      List<Told> own = told.computeIfAbsent(attempts.get(hop.id()), any -> new ArrayList<>());
      for (int i = 0; i < hop.steps().size(); i++) {
        Hop.StepRecord record = hop.steps().get(i);
        Step step = record.step();
        if (levels.of(hop, i) == Step.Level.STORY && !isMark(step)) {
          own.add(new Told(record.seq(), hop.namespace() + " " + sentence.apply(hop, step)));
        }
      }
    }
    Map<Integer, List<String>> stories = new LinkedHashMap<>();
    told.forEach(
        (attempt, own) ->
            stories.put(
                attempt,
                own.stream().sorted(Comparator.comparingInt(Told::seq)).map(Told::text).toList()));
    return stories;
  }

  /** Steps that stand between attempts and belong to none. */
  private static boolean isMark(Step step) {
    return step instanceof SocketStep.SocketRetransmit || step instanceof SocketStep.TimedOut;
  }

  private void compare(Map<Integer, List<String>> stories) {
    List<String> before = List.of();
    boolean goesOn = false;
    for (Map.Entry<Integer, List<String>> each : stories.entrySet()) {
      List<String> story = each.getValue();
      boolean same = each.getKey() != FIRST && !story.isEmpty() && endsWith(before, story);
      if (same) {
        folded.set(each.getKey());
        if (!goesOn) {
          runs.add(new ArrayList<>());
        }
        runs.get(runs.size() - 1).add(each.getKey());
      } else {
        before = story;
      }
      goesOn = same;
    }
  }

  private static boolean endsWith(List<String> story, List<String> end) {
    int rest = story.size() - end.size();
    return rest >= 0 && story.subList(rest, story.size()).equals(end);
  }

  /** Returns true if a hop belongs to a repetition whose story is told already. */
  boolean repeats(Hop hop) {
    int attempt = attempts.get(hop.id());
    return attempt != FIRST && folded.get(attempt);
  }

  /** Returns true if a hop belongs to one of these attempts. */
  boolean belongs(Hop hop, List<Integer> run) {
    return run.contains(attempts.get(hop.id()));
  }

  /** The repetitions that follow one another, each by the hop it begins with. */
  List<List<Integer>> runs() {
    return runs;
  }

  private record Told(int seq, String text) {}
}
