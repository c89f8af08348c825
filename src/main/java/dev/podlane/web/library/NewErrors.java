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
    Set<Wrong> before = new HashSet<>();
    known.forEach(problem -> before.add(Wrong.of(problem)));
    List<Problem> fresh =
        Workspace.open("", text).problems().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .filter(problem -> !before.contains(Wrong.of(problem)))
            .toList();
    if (!fresh.isEmpty()) {
      throw new DocumentException(fresh);
    }
  }

  /** What is wrong, wherever it has moved to. */
  private record Wrong(String code, List<String> args, String path) {
    static Wrong of(Problem problem) {
      return new Wrong(problem.code(), problem.args(), problem.place().path());
    }
  }
}
