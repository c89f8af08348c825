package dev.podlane.web.library;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses documents in which something is wrong that was not wrong before. */
public final class NewErrors {
  private NewErrors() {}

  /**
   * Reads documents and keeps nothing of them.
   *
   * @param known the problems that were there before; one of them may stay where it is or move
   * @param text the documents
   * @throws DocumentException naming each error that is new, or if the text cannot be read at all
   */
  public static void refuse(List<Problem> known, String text) {
    List<Problem> fresh = among(known, Workspace.open("", text).problems());
    if (!fresh.isEmpty()) {
      throw new DocumentException(fresh);
    }
  }

  /**
   * The errors that were not there before.
   *
   * @param known the problems before
   * @param now the problems there are or would be
   */
  static List<Problem> among(List<Problem> known, List<Problem> now) {
    return more(known, now).stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .toList();
  }

  /** The errors and warnings that were not there before. */
  static List<Problem> more(List<Problem> known, List<Problem> now) {
    Set<Wrong> before = new HashSet<>();
    known.forEach(problem -> before.add(Wrong.of(problem)));
    return now.stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .filter(problem -> !before.contains(Wrong.of(problem)))
        .toList();
  }

  /** The identity of an error, wherever it has moved to. */
  private record Wrong(String code, List<String> args, String path) {
    static Wrong of(Problem problem) {
      return new Wrong(problem.code(), problem.args(), problem.place().path());
    }
  }
}
