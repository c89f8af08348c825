package dev.podlane.workspace;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;

/** A change of objects that cannot be made; nothing was changed. */
public final class ChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private ChangeException(Problem problem) {
    super(problem.code() + " " + problem.args());
    this.problem = problem;
  }

  /**
   * Refuses a change.
   *
   * @param part which part of it is wrong: {@code object}, {@code path}, {@code value} or {@code
   *     manifest}
   * @param code without {@code change.}
   */
  static ChangeException of(String part, String code, String... args) {
    Place place = new Place("", 0, 0, part);
    return new ChangeException(Problem.warning(place, "change." + code, args));
  }

  /** Why not; its place names the part of the change that is wrong. */
  public Problem problem() {
    return problem;
  }
}
