package dev.podlane.cluster;

import dev.podlane.document.Document;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Settles clusters. */
public final class Clusters {
  private Clusters() {}

  /**
   * Reads Kubernetes objects and decides everything they leave open, always in the same way. What
   * is wrong with an object is a problem on it, and the rest still works.
   */
  public static Cluster read(List<Document> documents) {
    return read(documents, event -> true);
  }

  /**
   * As {@link #read(List)}, at a moment when not all events of the documents have happened.
   *
   * @param happened whether the event of a pod or container that was written there has happened
   */
  public static Cluster read(List<Document> documents, Predicate<Place> happened) {
    Report report = new Report();
    Inventory inventory = new Inventory(report);
    new Reading(inventory, report).read(documents);
    inventory.events.removeIf(event -> !happened.test(event.place()));
    inventory.hosts.replaceAll((ref, host) -> host.when(happened));
    return new Settling(inventory, report).settle();
  }

  /** Whether objects of a kind are in namespaces; false, too, for kinds that are not known. */
  public static boolean isNamespaced(String apiVersion, String kind) {
    return Kinds.find(apiVersion, kind).map(Kinds.Row::namespaced).orElse(false);
  }

  /**
   * The fields that objects of a kind are known to have at a place; not all they may have.
   *
   * @param above the names of fields and the indexes that lead there
   */
  public static Set<String> fields(String kind, List<String> above) {
    return FieldSpelling.fields(kind, above);
  }

  /** What the documents say happens to pods, in their order. */
  public static List<PodEvent> podEvents(List<Document> documents) {
    List<PodEvent> found = new ArrayList<>();
    Report unheard = new Report();
    for (Document document : documents) {
      if (!Items.mayHold(document, "PodEvents")) {
        continue;
      }
      for (Items.Item item : Items.of(document, unheard)) {
        if (item.kind().equals("PodEvents") && item.apiVersion().equals("podlane.dev/v1")) {
          found.addAll(PodEvent.read(item.fields(unheard::add)));
        }
      }
    }
    return found;
  }
}
