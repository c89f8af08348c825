package dev.podlane.web.library;

import dev.podlane.store.History;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kept edits of a cluster: a stack to walk down and up again. Taking back the newest steps
 * down; taking back any other, or one that the documents say, is a step of its own, a {@link
 * Event.Withdrawal}, as nothing that was kept is changed.
 *
 * @param applied those that lead to where the cluster is, first to last
 * @param undone those that were taken back by stepping down, the next to be made again first
 */
public record EditLog(List<Row> applied, List<Row> undone) {
  static final EditLog EMPTY = new EditLog(List.of(), List.of());

  public EditLog {
    applied = List.copyOf(applied);
    undone = List.copyOf(undone);
  }

  /**
   * A row of the store.
   *
   * @param seq its number
   * @param parent the row before it; 0 if there is none
   */
  public record Row(long seq, long parent, Edit edit) {
    boolean isWithdrawal() {
      return edit.event() instanceof Event.Withdrawal;
    }
  }

  static EditLog of(History history) {
    return new EditLog(
        history.applied().stream().map(EditJson::read).toList(),
        history.undone().stream().map(EditJson::read).toList());
  }

  /** What leads to where the cluster is. */
  List<Edit> edits() {
    return applied.stream().map(Row::edit).toList();
  }

  /** The row the cluster is at; null if it is at its documents. */
  @Nullable Row head() {
    return applied.isEmpty() ? null : applied.get(applied.size() - 1);
  }

  /** With one more row; what was undone is no longer to be made again. */
  EditLog with(Row added) {
    List<Row> now = new ArrayList<>(applied);
    now.add(added);
    return new EditLog(now, List.of());
  }

  /** One step down. */
  EditLog undo() {
    List<Row> above = new ArrayList<>(undone);
    above.add(0, applied.get(applied.size() - 1));
    return new EditLog(applied.subList(0, applied.size() - 1), above);
  }

  /** One step up. */
  EditLog redo() {
    List<Row> now = new ArrayList<>(applied);
    now.add(undone.get(0));
    return new EditLog(now, undone.subList(1, undone.size()));
  }

  /** Whether making again is a step up: the next row is there, and takes nothing back itself. */
  boolean stepsUp() {
    return !undone.isEmpty() && !undone.get(0).isWithdrawal();
  }

  /** Whether making again is a step down, from a row that took something back. */
  boolean stepsDown() {
    Row head = head();
    return head != null && head.isWithdrawal();
  }

  /** Whether something that was taken back can be made again. */
  public boolean canRedo() {
    return stepsUp() || stepsDown();
  }

  /** What can be made again, the next first. */
  public List<Edit> again() {
    List<Edit> again = new ArrayList<>();
    for (Row row : undone) {
      if (row.isWithdrawal()) {
        break;
      }
      again.add(row.edit());
    }
    return again;
  }
}
