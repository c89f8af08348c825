package dev.podlane.cluster;

import dev.podlane.cluster.object.PodEvent;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.FieldSpelling;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.read.Kinds;
import dev.podlane.cluster.read.ManifestItems;
import dev.podlane.cluster.read.ManifestReader;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Settles clusters. */
public final class Clusters {
  private Clusters() {}

  /**
   * Reads Kubernetes objects and decides everything they leave open, always in the same way. An
   * error in an object becomes a problem on it, and the rest still works.
   */
  public static Cluster read(List<Document> documents) {
    return read(documents, event -> true);
  }

  /**
   * As {@link #read(List)}, at a moment when not all events of the documents have happened.
   *
   * @param happened tells if the event of a pod or container written at that place has happened
   */
  public static Cluster read(List<Document> documents, Predicate<Place> happened) {
    Diagnostics report = new Diagnostics();
    Inventory inventory = new Inventory(report);
    new ManifestReader(inventory, report).read(documents);
    inventory.events.removeIf(event -> !happened.test(event.place()));
    inventory.hosts.replaceAll((ref, host) -> host.when(happened));
    return new Settling(inventory, report).settle();
  }

  /**
   * The cluster of other documents, made from one that is settled; only where they differ in few
   * policies, namespaces, pods and Services, on which no other object's settling depends.
   *
   * @param settled the cluster of {@code given}
   * @param given documents; those that are the same objects in {@code changed} have not changed
   * @return empty if they have to be read as a whole; otherwise what that would give
   */
  public static Optional<Cluster> amended(
      Cluster settled, List<Document> given, List<Document> changed) {
    return Amendment.of(settled, given, changed);
  }

  /** Returns true if objects of a kind are namespaced; false for unknown kinds. */
  public static boolean isNamespaced(String apiVersion, String kind) {
    return Kinds.find(apiVersion, kind).map(Kinds.Row::namespaced).orElse(false);
  }

  /** Returns true if no object of a kind changes a packet's way. */
  public static boolean isWithoutEffect(String apiVersion, String kind) {
    return Kinds.isWithoutEffect(apiVersion, kind);
  }

  /**
   * The fields that objects of a kind are known to have at a place; not all they may have.
   *
   * @param above the names of fields and the indexes that lead there
   */
  public static Set<String> fields(String kind, List<String> above) {
    return FieldSpelling.fields(kind, above);
  }

  /** Returns the pod events in the documents, in order. */
  public static List<PodEvent> podEvents(List<Document> documents) {
    List<PodEvent> found = new ArrayList<>();
    Diagnostics unheard = new Diagnostics();
    for (Document document : documents) {
      if (!ManifestItems.mayHold(document, "PodEvents")) {
        continue;
      }
      for (ManifestItems.Item item : ManifestItems.of(document, unheard)) {
        if (item.kind().equals("PodEvents") && item.apiVersion().equals("podlane.dev/v1")) {
          found.addAll(PodEvent.read(item.fields(unheard::add)));
        }
      }
    }
    return found;
  }
}
