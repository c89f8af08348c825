package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a moment with their cluster, which is settled when it is first asked for: from the
 * cluster of the documents before if that is known, as far as that is right. Thread-safe.
 */
final class SettledDocuments {
  private final List<Document> documents;
  private @Nullable SettledDocuments before;
  private @Nullable Cluster cluster;

  private SettledDocuments(
      List<Document> documents, @Nullable SettledDocuments before, @Nullable Cluster cluster) {
    this.documents = List.copyOf(documents);
    this.before = before;
    this.cluster = cluster;
  }

  /** Documents of which no cluster is known. */
  static SettledDocuments of(List<Document> documents) {
    return new SettledDocuments(documents, null, null);
  }

  /** Documents with the cluster that reading them all gives. */
  static SettledDocuments of(List<Document> documents, Cluster cluster) {
    return new SettledDocuments(documents, null, cluster);
  }

  /** Other documents, of which those that are the same objects have not changed. */
  SettledDocuments changed(List<Document> now) {
    return new SettledDocuments(now, this, null);
  }

  List<Document> documents() {
    return documents;
  }

  /** Their cluster. */
  synchronized Cluster cluster() {
    Cluster known = cluster;
    if (known == null) {
      known = settled();
      cluster = known;
      before = null; // it is not needed again
    }
    return known;
  }

  private Cluster settled() {
    Cluster known = before == null ? null : before.known();
    return known == null || before == null
        ? Clusters.read(documents)
        : Clusters.amended(known, before.documents, documents)
            .orElseGet(() -> Clusters.read(documents));
  }

  private synchronized @Nullable Cluster known() {
    return cluster;
  }
}
