package dev.podlane.store;

import dev.podlane.store.ClusterRows.Head;
import java.time.Clock;
import java.util.List;

/** Changes of a cluster's documents, each within a transaction that has locked its row. */
final class DocumentChanges {
  private final ClusterRows clusters;
  private final EditRows edits;
  private final Totals totals;
  private final Clock clock;

  DocumentChanges(ClusterRows clusters, EditRows edits, Totals totals, Clock clock) {
    this.clusters = clusters;
    this.edits = edits;
    this.totals = totals;
    this.clock = clock;
  }

  /**
   * A text that was written.
   *
   * @param id as in {@link TextRows}
   * @param bytes length in bytes
   */
  record Written(String id, long bytes) {}

  SavedCluster add(SavedCluster cluster, String space, Written text, List<NewEdit> done) {
    long editBytes = done.stream().mapToLong(NewEdit::bytes).sum();
    clusters.insert(cluster, space, text.id(), text.bytes(), done.size(), editBytes);
    for (int i = 0; i < done.size(); i++) {
      NewEdit edit = done.get(i);
      edits.add(
          cluster.id(), new SavedEdit(i + 1, i, cluster.created(), edit.kind(), edit.payload()));
    }
    totals.add(space, 1, text.bytes() + editBytes);
    return cluster;
  }

  SavedCluster replace(
      Head before, String name, NewDocuments given, Written text, EditsThen editsThen) {
    Head after =
        editsThen == EditsThen.STAY
            ? before.replaced(text.bytes(), text.id())
            : before.replacedWithoutEdits(text.bytes(), text.id());
    if (after.editRows() < before.editRows()) {
      edits.deleteAll(before.id());
    }
    clusters.replace(before, after, name, given);
    clusters.change(before, after, Times.now(clock));
    totals.add(before.space(), 0, after.bytes() - before.bytes());
    return clusters.summary(before.id()).orElseThrow().with(given.text());
  }

  void delete(Head head) {
    edits.deleteAll(head.id());
    clusters.delete(head);
    totals.add(head.space(), -1, -head.bytes());
  }
}
