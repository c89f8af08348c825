package dev.podlane.workspace;

import dev.podlane.console.Answer;
import dev.podlane.document.Document;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ConsoleEdit;
import dev.podlane.notation.ConsoleEdits;
import java.util.ArrayList;
import java.util.List;

/**
 * The edits of a cluster, given to its network in their order. One that no longer applies, because
 * the documents say something else by now, changes nothing and is a problem.
 *
 * @param network with all edits carried out
 * @param applied every edit
 * @param problems those that were refused, and what could not be read
 */
record Edits(Network network, List<AppliedEdit> applied, List<Problem> problems) {
  /** Each command copies the table of namespaces, so that not any number can be given. */
  static final int MOST = 500;

  Edits {
    applied = List.copyOf(applied);
    problems = List.copyOf(problems);
  }

  static Edits apply(List<Document> documents, Network compiled) {
    List<Problem> problems = new ArrayList<>();
    List<ConsoleEdit> edits = ConsoleEdits.read(documents, problems::add);
    List<AppliedEdit> applied = new ArrayList<>();
    Network network = compiled;
    for (ConsoleEdit edit : edits.subList(0, Math.min(MOST, edits.size()))) {
      Answer answer = edit.run(network);
      if (answer instanceof Answer.Done done) {
        network = done.network();
        applied.add(new AppliedEdit(edit, null));
      } else {
        applied.add(new AppliedEdit(edit, answer.text()));
        problems.add(refused(edit, answer));
      }
    }
    if (edits.size() > MOST) {
      problems.add(
          Problem.error(
              edits.get(MOST).place(), "edit.too-many", "" + MOST, "" + (edits.size() - MOST)));
    }
    return new Edits(network, applied, problems);
  }

  private static Problem refused(ConsoleEdit edit, Answer answer) {
    String said = answer.text().lines().findFirst().orElse("");
    return Problem.warning(edit.place(), "edit.refused", edit.namespace(), edit.command(), said);
  }
}
