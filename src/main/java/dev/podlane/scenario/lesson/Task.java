package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.List;

/**
 * Something to change, and the check that the engine answers.
 *
 * @param offer edits that the page offers; others are as good
 * @param check condition that is met when it is done
 * @param done sentence after that
 * @param accept edits that pass the check, for the robot
 * @param reject edits that look right and do not pass
 * @param decoys number of repairs in {@code reject}, from the first, that the page offers as well
 * @param undo true if the page offers to undo
 */
public record Task(
    List<Change> offer,
    Term check,
    Words done,
    List<List<Change>> accept,
    List<Rejected> reject,
    int decoys,
    boolean undo) {
  public Task {
    offer = List.copyOf(offer);
    accept = List.copyOf(accept);
    reject = List.copyOf(reject);
  }

  /** A repair that looks right and is not, with the reason. */
  public record Rejected(List<Change> edits, Words because) {
    public Rejected {
      edits = List.copyOf(edits);
    }
  }
}
