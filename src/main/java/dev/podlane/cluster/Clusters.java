package dev.podlane.cluster;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import java.util.List;

/** Settles clusters. */
public final class Clusters {
  private Clusters() {}

  /**
   * Reads Kubernetes objects and decides everything they leave open, always in the same way. What
   * is wrong with an object is a problem on it, and the rest still works.
   *
   * @throws DocumentException if there is no object in the documents at all
   */
  public static Cluster read(List<Document> documents) {
    Report report = new Report();
    Inventory inventory = new Inventory(report);
    new Reading(inventory, report).read(documents);
    return new Settling(inventory, report).settle();
  }
}
