package dev.podlane.web.library;

import dev.podlane.store.History;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kept edits of a cluster: a tree to walk down and up again. Taking back the newest steps down;
 * taking back any other, or one that the documents say, is a step of its own, a {@link
 * Event.Withdrawal}, as nothing that was kept is changed. Making again steps up to the newest edit
 * made there, or down from a withdrawal.
 *
 * @param applied those that lead to where the cluster is, first to last
 * @param all every row there is, in the order of being made
 */
public record EditLog(List<Row> applied, List<Row> all) {
  static final EditLog EMPTY = new EditLog(List.of(), List.of());

  public EditLog {
    applied = List.copyOf(applied);
    all = List.copyOf(all);
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
        history.all().stream().map(EditJson::read).toList());
  }

  /** Returns the edits that lead to the cluster's position. */
  List<Edit> edits() {
    return applied.stream().map(Row::edit).toList();
  }

  /** The row the cluster is at; null if it is at its documents. */
  @Nullable Row head() {
    return applied.isEmpty() ? null : applied.get(applied.size() - 1);
  }

  /** The number of the row the cluster is at; 0 if it is at its documents. */
  long headSeq() {
    return applied.isEmpty() ? 0 : applied.get(applied.size() - 1).seq();
  }

  /** Returns a copy with one more row. */
  EditLog with(Row added) {
    List<Row> more = new ArrayList<>(all);
    more.add(added);
    return new EditLog(stepped(added), more);
  }

  /** One step down. */
  EditLog down() {
    return new EditLog(applied.subList(0, applied.size() - 1), all);
  }

  /** One step up, to that row. */
  EditLog up(Row next) {
    return new EditLog(stepped(next), all);
  }

  private List<Row> stepped(Row next) {
    List<Row> now = new ArrayList<>(applied);
    now.add(next);
    return now;
  }

  /** Returns the rows above the position, the next first. */
  List<Row> above() {
    Map<Long, Row> newest = new HashMap<>();
    for (Row row : all) {
      if (!row.isWithdrawal()) {
        newest.put(row.parent(), row);
      }
    }
    List<Row> above = new ArrayList<>();
    for (Row row = newest.get(headSeq()); row != null; row = newest.get(row.seq())) {
      above.add(row);
    }
    return above;
  }

  /** Returns true if the cluster is at a row that withdrew an edit. */
  boolean isAtWithdrawal() {
    Row head = head();
    return head != null && head.isWithdrawal();
  }

  /** Returns true if there is an edit to redo. */
  public boolean canRedo() {
    return isAtWithdrawal() || !above().isEmpty();
  }

  /**
   * Returns the edits that redo would make, the next first: the one withdrawn last, then the rows
   * above the position.
   *
   * @param written finds an event of the documents by its id
   */
  public List<Edit> again(Function<String, Optional<Edit>> written) {
    List<Edit> again = new ArrayList<>();
    EditLog at = this;
    List<Row> above = at.above();
    while (above.isEmpty() && at.head() != null && at.isAtWithdrawal()) {
      at.withdrawn(written).ifPresent(again::add);
      at = at.down();
      above = at.above();
    }
    above.forEach(row -> again.add(row.edit()));
    return again;
  }

  private Optional<Edit> withdrawn(Function<String, Optional<Edit>> written) {
    Row head = head();
    if (head == null || !(head.edit().event() instanceof Event.Withdrawal withdrawal)) {
      return Optional.empty();
    }
    String id = withdrawal.id();
    return all.stream()
        .map(Row::edit)
        .filter(edit -> edit.id().equals(id))
        .findFirst()
        .or(() -> written.apply(id));
  }
}
