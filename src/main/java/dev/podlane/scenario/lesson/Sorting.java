package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Things to put into classes, or steps to put in order. Their right places are computed.
 *
 * @param id unique among the questions of the lesson
 * @param walk probe whose steps are put in order; null if things are put into classes
 * @param bins the classes; none for an order
 * @param items in the order in which they are first shown
 * @param done sentence when all are in their places
 */
public record Sorting(
    String id,
    Words question,
    @Nullable String walk,
    List<Bin> bins,
    List<Item> items,
    Words done) {
  public Sorting {
    bins = List.copyOf(bins);
    items = List.copyOf(items);
  }

  /** Returns true if steps are put in order. */
  public boolean isOrder() {
    return walk != null;
  }

  /** The item of an id. */
  public Optional<Item> item(String name) {
    return items.stream().filter(each -> each.id().equals(name)).findFirst();
  }

  /** A class. */
  public record Bin(String id, Words name) {}

  /**
   * A thing, or a step.
   *
   * @param points the thing on the stage; empty for none
   * @param places its places by the ids of the classes; none for an order
   * @param stop the step it is; null for a thing
   * @param because the reason for which it comes where it does; null for a thing
   */
  public record Item(
      String id,
      Words text,
      String points,
      Map<String, Placing> places,
      @Nullable Stop stop,
      @Nullable Words because) {
    public Item {
      places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }
  }

  /** A place: the condition under which it is the right one, and the reason for or against it. */
  public record Placing(Term when, Words because) {}
}
