package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.school.Aside;
import dev.podlane.school.Said;
import dev.podlane.school.Sorter;
import dev.podlane.web.api.LessonViews.StopView;
import dev.podlane.web.api.LessonViews.WalkView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of pages with two walks side by side, and of tasks of sorting. */
final class AsideViews {
  private AsideViews() {}

  /** Two walks side by side. */
  @Schema(name = "LessonComparison")
  record ComparisonView(
      SideView left,
      SideView right,
      @Schema(description = "Rows of a table between the two") List<FactView> facts) {}

  /** One side. */
  @Schema(name = "LessonSide")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SideView(
      @Schema(example = "routed") String name,
      @Schema(
              description = "The cluster of this side; it can be looked at, not changed",
              example = "lesson.overlay.p1.left")
          String cluster,
      @Schema(description = "Changes of this side alone") List<GivenEditView> edits,
      @Nullable WalkView walk,
      @Schema(description = "The step at which it stands; absent if it goes on to its end")
          @Nullable StopView stop) {}

  /** A value of each side. */
  @Schema(name = "LessonFact")
  record FactView(
      @Schema(example = "TTL on arrival") String name,
      @Schema(description = "The value; ? if the engine does not know it", example = "61")
          String left,
      @Schema(example = "62") String right,
      @Schema(description = "True if both are the same") boolean same) {}

  /** A task of sorting. */
  @Schema(name = "LessonSorting")
  record SortingView(
      @Schema(example = "words") String id,
      @Schema(
              description = "classes: each item goes into a bin; order: items are put in order",
              allowableValues = {"classes", "order"})
          String kind,
      String question,
      @Schema(description = "The classes; none for an order") List<BinView> bins,
      @Schema(description = "In the order in which they are first shown") List<ItemView> items,
      @Schema(description = "The cluster that it is about", example = "lesson.six-words.p7")
          String cluster) {}

  /** A class. */
  @Schema(name = "LessonBin")
  record BinView(@Schema(example = "rule") String id, String name) {}

  /** A thing to be sorted. */
  @Schema(name = "LessonItem")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemView(
      @Schema(example = "cluster-ip") String id,
      String text,
      @Schema(
              description = "The thing on the stage it points at; absent for none",
              example = "node-1/nat/KUBE-SERVICES")
          @Nullable String points) {}

  /** The judgement of placements. */
  @Schema(name = "LessonSorted")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SortedView(
      @Schema(description = "True if all items are placed, and none wrongly") boolean right,
      @Schema(
              description =
                  "The reason of the first wrong one, or what to say at the end; absent while all"
                      + " is right so far")
          @Nullable String say,
      List<PlacementView> placements) {}

  /** A thing in a place. */
  @Schema(name = "LessonPlacement")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlacementView(
      @Schema(example = "cluster-ip") String item,
      @Schema(description = "A bin, or a place from 1 in an order", example = "device")
          String placed,
      boolean right,
      @Schema(
              description = "The right place; absent if the engine does not know it",
              example = "rule")
          @Nullable String answer,
      String because) {}

  /** The sides of a page; null if it has none. */
  static @Nullable ComparisonView comparison(
      @Nullable Aside aside, Ground ground, String page, LessonAnswers texts) {
    return aside == null
        ? null
        : new ComparisonView(
            side(aside.left(), ground, page + ".left", texts),
            side(aside.right(), ground, page + ".right", texts),
            aside.facts().stream()
                .map(
                    row ->
                        new FactView(
                            texts.text(row.name()),
                            texts.value(row.left()),
                            texts.value(row.right()),
                            row.left().equals(row.right())))
                .toList());
  }

  private static SideView side(Aside.One one, Ground ground, String id, LessonAnswers texts) {
    Beside.Side side = one.side();
    return new SideView(
        texts.text(side.name()),
        id,
        one.edits().stream().map(GivenEditView::of).toList(),
        LessonAnswers.walk(ground, side.walk(), true, one.result()),
        LessonAnswers.stop(side.stop(), one.stop()));
  }

  /** The task of a page; null if it has none. */
  static @Nullable SortingView sorting(
      @Nullable Sorting sorting, String page, LessonAnswers texts) {
    return sorting == null
        ? null
        : new SortingView(
            sorting.id(),
            sorting.isOrder() ? "order" : "classes",
            texts.text(sorting.question()),
            sorting.bins().stream()
                .map(each -> new BinView(each.id(), texts.text(each.name())))
                .toList(),
            sorting.items().stream()
                .map(
                    each ->
                        new ItemView(
                            each.id(),
                            texts.text(each.text()),
                            each.points().isEmpty() ? null : each.points()))
                .toList(),
            page);
  }

  /** A judgement. */
  static SortedView sorted(Sorter.Sorted sorted, LessonAnswers texts) {
    Said say = sorted.say();
    return new SortedView(
        sorted.right(),
        say == null ? null : texts.text(say),
        sorted.placements().stream()
            .map(
                each ->
                    new PlacementView(
                        each.item(),
                        each.placed(),
                        each.right(),
                        each.answer(),
                        texts.text(each.because())))
            .toList());
  }
}
