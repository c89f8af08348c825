package dev.podlane.workspace;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import java.util.List;

/** A change of objects that cannot be made; nothing was changed. */
public final class ChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  private ChangeException(List<Problem> problems) {
    super(problems.get(0).code() + " " + problems.get(0).args());
    this.problems = List.copyOf(problems);
  }

  /**
   * Refuses a change because of the errors that it would cause.
   *
   * @param wrong at least one; their paths lead into the objects that are changed
   */
  public static ChangeException causing(List<Problem> wrong) {
    return new ChangeException(
        wrong.stream()
            .map(
                each ->
                    new Problem(
                        each.severity(),
                        each.code(),
                        each.args(),
                        new Place("", 0, 0, each.place().path())))
            .toList());
  }

  /**
   * Refuses a change.
   *
   * @param part the part of it that is wrong: {@code object}, {@code path}, {@code value} or {@code
   *     manifest}
   * @param code without {@code change.}
   */
  static ChangeException of(String part, String code, String... args) {
    Place place = new Place("", 0, 0, part);
    return new ChangeException(List.of(Problem.warning(place, "change." + code, args)));
  }

  /** Returns the first reason; its place names the part of the change that is wrong. */
  public Problem problem() {
    return problems.get(0);
  }

  /** Everything that is wrong; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
