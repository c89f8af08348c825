package dev.podlane.store;

import dev.podlane.store.ClusterRows.Head;
import dev.podlane.store.StoreFullException.Limit;
import java.time.Clock;
import java.time.Instant;

/** Changes of edits, each within the transaction that has locked its cluster's row. */
final class EditChanges {
  private final ClusterRows clusters;
  private final EditRows edits;
  private final Totals totals;
  private final StoreProperties limits;
  private final Clock clock;

  EditChanges(
      ClusterRows clusters, EditRows edits, Totals totals, StoreProperties limits, Clock clock) {
    this.clusters = clusters;
    this.edits = edits;
    this.totals = totals;
    this.limits = limits;
    this.clock = clock;
  }

  Position append(Head before, NewEdit edit) {
    Head after = before.appended(edit.bytes());
    require(after.editRows(), after.editBytes());
    Instant now = Times.now(clock);
    edits.add(
        after.id(), new SavedEdit(after.head(), before.head(), now, edit.kind(), edit.payload()));
    clusters.change(before, after, now);
    totals.add(before.space(), 0, edit.bytes());
    return position(after, now);
  }

  Position move(Head before, long seq) {
    if (seq != 0 && !edits.has(before.id(), seq)) {
      throw new IllegalArgumentException(before.id() + " has no edit " + seq);
    }
    boolean onBranch = seq == 0 || isOn(before.id(), before.tip(), seq);
    Head after = before.moved(seq, onBranch ? before.tip() : seq);
    Instant now = Times.now(clock);
    clusters.change(before, after, now);
    return position(after, now);
  }

  /**
   * Holds the limits of one cluster.
   *
   * @throws StoreFullException if it may not have that many edits
   */
  void require(long rows, long bytes) {
    if (rows > limits.maxEdits()) {
      throw new StoreFullException(Limit.EDITS, limits.maxEdits());
    }
    if (bytes > limits.maxEditSize().toBytes()) {
      throw new StoreFullException(Limit.EDIT_BYTES, limits.maxEditSize().toBytes());
    }
  }

  private boolean isOn(String id, long tip, long seq) {
    return edits.history(id).orElseThrow().chain(tip).stream().anyMatch(e -> e.seq() == seq);
  }

  private static Position position(Head head, Instant now) {
    return new Position(head.id(), head.version(), head.head(), head.tip(), now);
  }
}
