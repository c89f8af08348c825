package dev.podlane.cluster;

import dev.podlane.document.Document;
import java.util.List;

/** Settles clusters. */
public final class Clusters {
  private Clusters() {}

  /**
   * Reads Kubernetes objects and decides everything they leave open, always in the same way. What
   * is wrong with an object is a problem on it, and the rest still works; never throws for the
   * documents' sake.
   */
  public static Cluster read(List<Document> documents) {
    Report report = new Report();
    Inventory inventory = new Inventory(report);
    inventory.read(documents);
    return new Settling(inventory, report).settle();
  }
}
