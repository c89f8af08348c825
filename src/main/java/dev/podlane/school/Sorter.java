package dev.podlane.school;

import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.school.fact.Stages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the right places of things that are to be sorted, and judges those they were given. */
public final class Sorter {
  private final Stand stand;
  private final Sorting sorting;
  private final Map<String, String> right;

  private Sorter(Stand stand, Sorting sorting) {
    this.stand = stand;
    this.sorting = sorting;
    this.right = sorting.isOrder() ? order() : classes();
  }

  /** The task of a page; empty if it has none. */
  static Optional<Sorter> of(Stand stand) {
    Sorting sorting = stand.page().sorting();
    return Optional.ofNullable(sorting).map(found -> new Sorter(stand, found));
  }

  /**
   * A thing in a place.
   *
   * @param placed id of a class, or a place from 1
   * @param answer the right one; null if the engine does not know it
   */
  public record Placed(
      String item, String placed, boolean right, @Nullable String answer, Said because) {}

  /**
   * The judgement.
   *
   * @param right true if all things are placed, and none wrongly
   * @param say the reason of the first wrong one, or that it is done; null while all is right so
   *     far
   */
  public record Sorted(boolean right, @Nullable Said say, List<Placed> placements) {
    public Sorted {
      placements = List.copyOf(placements);
    }
  }

  /** The task. */
  Sorting sorting() {
    return sorting;
  }

  /** The right place of each item that has exactly one, by its id. */
  Map<String, String> answers() {
    return right;
  }

  private Map<String, String> classes() {
    Evaluation facts = stand.facts();
    Map<String, String> found = new LinkedHashMap<>();
    for (Sorting.Item item : sorting.items()) {
      List<String> holding = new ArrayList<>();
      item.places()
          .forEach(
              (bin, place) -> {
                if (facts.holds(place.when())) {
                  holding.add(bin);
                }
              });
      if (holding.size() == 1) {
        found.put(item.id(), holding.get(0));
      }
    }
    return found;
  }

  /** The places of the steps in the walk, from 1; of none unless each is a step of its own. */
  private Map<String, String> order() {
    Map<String, Integer> steps = new LinkedHashMap<>();
    String walk = sorting.walk();
    for (Sorting.Item item : sorting.items()) {
      Stages.Found step = LessonRun.stop(stand.walks(), walk, item.stop());
      if (step != null) {
        steps.put(item.id(), step.seq());
      }
    }
    boolean isClear =
        steps.size() == sorting.items().size()
            && steps.values().stream().distinct().count() == steps.size();
    Map<String, String> found = new LinkedHashMap<>();
    if (isClear) {
      steps.entrySet().stream()
          .sorted(Comparator.comparingInt(Map.Entry::getValue))
          .forEach(each -> found.put(each.getKey(), Integer.toString(found.size() + 1)));
    }
    return found;
  }

  /**
   * Judges some placements.
   *
   * @param placed places by the ids of items, in the order in which they are told about
   */
  public Sorted judged(Map<String, String> placed) {
    Evaluation facts = stand.facts();
    List<Placed> all = new ArrayList<>();
    placed.forEach(
        (id, place) ->
            sorting
                .item(id)
                .ifPresent(
                    item -> {
                      String answer = right.get(id);
                      Said because = Said.of(because(item, place), facts);
                      all.add(new Placed(id, place, place.equals(answer), answer, because));
                    }));
    boolean isDone = all.size() == sorting.items().size() && all.stream().allMatch(Placed::right);
    Said say =
        isDone
            ? Said.of(sorting.done(), facts)
            : all.stream()
                .filter(each -> !each.right())
                .findFirst()
                .map(Placed::because)
                .orElse(null);
    return new Sorted(isDone, say, all);
  }

  private Words because(Sorting.Item item, String place) {
    Sorting.Placing placing = item.places().get(place);
    Words step = item.because();
    return placing != null ? placing.because() : step != null ? step : sorting.done();
  }
}
