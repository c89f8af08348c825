package dev.podlane.cluster;

import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.ManifestItems;
import dev.podlane.cluster.read.ManifestItems.Item;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects in which two lists of documents differ, each alone or in a list.
 *
 * @param gone objects of the first that are not in the second, or were written in another way
 * @param come objects of the second that are not in the first, or were written in another way
 */
record Difference(List<Item> gone, List<Item> come) {
  /** Objects that may differ. */
  private static final int MOST = 100;

  Difference {
    gone = List.copyOf(gone);
    come = List.copyOf(come);
  }

  /**
   * Compares documents by identity.
   *
   * @return empty unless few objects differ, changed ones stand where they stood, and new documents
   *     behind all others
   */
  @SuppressWarnings("ReferenceEquality") // documents that have not changed are the same objects
  static Optional<Difference> of(List<Document> given, List<Document> changed) {
    List<Document> gone = new ArrayList<>();
    List<Document> come = new ArrayList<>();
    int at = 0;
    for (Document each : given) {
      Document there = at < changed.size() ? changed.get(at) : null;
      if (each != there) {
        gone.add(each);
        if (there == null || !key(there).equals(key(each))) {
          continue;
        }
        come.add(there);
      }
      at++;
    }
    Set<Place> removed = new HashSet<>();
    gone.forEach(each -> removed.add(key(each)));
    List<Document> last = changed.subList(at, changed.size());
    boolean isMoved = last.stream().anyMatch(each -> removed.contains(key(each)));
    come.addAll(last);
    boolean isSmall = gone.size() <= MOST && come.size() <= MOST;
    return isSmall && !isMoved ? items(gone, come) : Optional.empty();
  }

  private static Place key(Document document) {
    return new Place(document.file(), document.number(), 0, "");
  }

  /** The objects of documents, without those that a list holds as before. */
  private static Optional<Difference> items(List<Document> gone, List<Document> come) {
    Map<Place, Document> before = new HashMap<>();
    gone.forEach(each -> before.put(key(each), each));
    List<Item> allGone = new ArrayList<>();
    List<Item> allCome = new ArrayList<>();
    for (Document each : come) {
      Document replaced = before.remove(key(each));
      Diagnostics was = new Diagnostics();
      Diagnostics is = new Diagnostics();
      List<Integer> indexes = replaced == null ? List.of() : differing(replaced, each);
      List<Item> old = replaced == null ? List.of() : items(replaced, indexes, was);
      List<Item> now = items(each, indexes, is);
      if (!was.problems().equals(is.problems())) {
        return Optional.empty();
      }
      allGone.addAll(others(old, now));
      allCome.addAll(others(now, old));
    }
    before.values().forEach(each -> allGone.addAll(ManifestItems.of(each, new Diagnostics())));
    return allGone.size() <= MOST && allCome.size() <= MOST
        ? Optional.of(new Difference(allGone, allCome))
        : Optional.empty();
  }

  private static List<Item> items(Document document, List<Integer> indexes, Diagnostics report) {
    return indexes.isEmpty()
        ? ManifestItems.of(document, report)
        : ManifestItems.of(document, indexes, report);
  }

  /** The indexes at which two lists differ that differ nowhere else; none for other documents. */
  @SuppressWarnings("ReferenceEquality") // items that have not changed are the same objects
  private static List<Integer> differing(Document before, Document now) {
    List<Value> old = ManifestItems.listed(before);
    List<Value> is = ManifestItems.listed(now);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < old.size() && old.size() == is.size(); i++) {
      if (old.get(i) != is.get(i)) {
        found.add(i);
      }
    }
    return found;
  }

  private static List<Item> others(List<Item> items, List<Item> than) {
    List<Item> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (i >= than.size() || !isSame(items.get(i), than.get(i))) {
        found.add(items.get(i));
      }
    }
    return found;
  }

  @SuppressWarnings("ReferenceEquality") // trees that have not changed are the same objects
  private static boolean isSame(Item one, Item other) {
    return one.value() == other.value()
        && one.kind().equals(other.kind())
        && one.apiVersion().equals(other.apiVersion())
        && one.namespace().equals(other.namespace())
        && one.place().equals(other.place());
  }
}
