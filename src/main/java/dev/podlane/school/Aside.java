package dev.podlane.school;

import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.school.fact.Stages;
import dev.podlane.workspace.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two walks side by side, as a page shows them. */
public record Aside(One left, One right, List<Row> facts) {
  public Aside {
    facts = List.copyOf(facts);
  }

  /**
   * One side.
   *
   * @param edits changes of this side alone
   * @param result result at its sender; null if the probe cannot be sent
   * @param stop the step at which the walk stands; null for its end
   */
  public record One(
      Beside.Side side, List<Event> edits, @Nullable String result, Stages.@Nullable Found stop) {
    public One {
      edits = List.copyOf(edits);
    }
  }

  /** A value of each side, under one name. */
  public record Row(Words name, String left, String right) {}

  /** The sides of a page; null if it has none. */
  static @Nullable Aside of(Stand stand) {
    Sides sides = stand.sides();
    Beside beside = stand.page().beside();
    return sides == null || beside == null
        ? null
        : new Aside(
            one(sides.left()),
            one(sides.right()),
            beside.facts().stream()
                .map(
                    row ->
                        new Row(
                            row.name(),
                            stand.facts().value(row.left()).text(),
                            stand.facts().value(row.right()).text()))
                .toList());
  }

  private static One one(Sides.Half half) {
    String result = Results.text(half.walks().of(half.side().walk()));
    return new One(half.side(), half.own(), result, half.stop());
  }
}
