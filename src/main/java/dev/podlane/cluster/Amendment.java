package dev.podlane.cluster;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.read.Kinds;
import dev.podlane.cluster.read.ManifestItems;
import dev.podlane.cluster.read.ManifestReader;
import dev.podlane.document.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A settled cluster after a change of policies or of namespaces: nothing else in a cluster is
 * settled by what they say. Whatever could make one of them matter to another object is left to
 * {@link Clusters#read}: a problem of theirs, an object written twice, a namespace that goes, files
 * of tools and patches among the documents.
 */
final class Amendment {
  /** Documents that may differ. */
  private static final int MOST = 100;

  private final Cluster before;
  private final Inventory old;
  private final Inventory now;

  private Amendment(Cluster before, Inventory old, Inventory now) {
    this.before = before;
    this.old = old;
    this.now = now;
  }

  /**
   * The cluster of other documents.
   *
   * @param before the cluster of {@code given}
   * @param given documents, of which those that are the same object count as unchanged
   * @param changed documents, their unchanged ones in the same order
   * @return empty unless it is proved to be what reading them all would give
   */
  static Optional<Cluster> of(Cluster before, List<Document> given, List<Document> changed) {
    List<Document> gone = without(given, changed);
    List<Document> come = without(changed, given);
    boolean isSmall = gone.size() <= MOST && come.size() <= MOST;
    if (!isSmall || !isInPlace(given, changed, gone, come) || isTroubled(before, gone)) {
      return Optional.empty();
    }
    Inventory old = alone(gone).orElse(null);
    Inventory now = alone(come).orElse(null);
    if (old == null || now == null) {
      return Optional.empty();
    }
    Amendment amendment = new Amendment(before, old, now);
    return amendment.isByItself() ? Optional.of(amendment.cluster()) : Optional.empty();
  }

  private static List<Document> without(List<Document> documents, List<Document> others) {
    Set<Document> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(others);
    return documents.stream().filter(each -> !known.contains(each)).toList();
  }

  /** Changed documents stand where they stood, new ones behind all others. */
  private static boolean isInPlace(
      List<Document> given, List<Document> changed, List<Document> gone, List<Document> come) {
    Set<Integer> replaced = new HashSet<>();
    come.forEach(each -> replaced.add(each.number()));
    Set<Document> removed = Collections.newSetFromMap(new IdentityHashMap<>());
    removed.addAll(gone);
    int at = 0;
    for (Document each : given) {
      if (removed.contains(each) && !replaced.contains(each.number())) {
        continue;
      }
      if (at >= changed.size() || changed.get(at).number() != each.number()) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** Returns true if something was said of these documents, of files of tools, or left out. */
  private static boolean isTroubled(Cluster cluster, List<Document> gone) {
    Set<Integer> numbers = new HashSet<>();
    gone.forEach(each -> numbers.add(each.number()));
    return cluster.problems().stream()
        .anyMatch(
            each ->
                each.code().startsWith("file.")
                    || each.code().startsWith("limit.")
                    || numbers.contains(each.place().document()));
  }

  /** Reads documents by themselves; empty if they hold another kind, or something is wrong. */
  private static Optional<Inventory> alone(List<Document> documents) {
    Diagnostics report = new Diagnostics();
    Inventory inventory = new Inventory(report);
    for (Document document : documents) {
      for (ManifestItems.Item item : ManifestItems.of(document, report)) {
        boolean isPolicy = Kinds.isPolicy(item.apiVersion(), item.kind());
        if (!isPolicy && !isNamespace(item)) {
          return Optional.empty();
        }
      }
    }
    if (!documents.isEmpty()) {
      new ManifestReader(inventory, report).read(documents);
    }
    boolean isQuiet =
        report.problems().isEmpty()
            && report.assumptions().isEmpty()
            && inventory.notSimulated.influences().isEmpty()
            && inventory.notSimulated.others().isEmpty()
            && inventory.notSimulated.all().isEmpty();
    return isQuiet ? Optional.of(inventory) : Optional.empty();
  }

  private static boolean isNamespace(ManifestItems.Item item) {
    return item.apiVersion().equals("v1") && item.kind().equals("Namespace");
  }

  /** Returns true if no other document holds these objects, or makes a patch of one of them. */
  private boolean isByItself() {
    for (Map.Entry<ObjectRef, Source> each : old.sources.entrySet()) {
      ObjectRef ref = each.getKey();
      boolean goes = !now.sources.containsKey(ref);
      if (!each.getValue().equals(before.sources().get(ref))
          || (goes && ref.kind().equals("Namespace"))) {
        return false;
      }
    }
    for (Map.Entry<ObjectRef, Source> each : now.sources.entrySet()) {
      Source known = old.sources.get(each.getKey());
      if (known == null && hasName(each.getKey())) {
        return false;
      }
      if (known != null && known.place().document() != each.getValue().place().document()) {
        return false;
      }
    }
    return true;
  }

  /** A part of an object beside a whole one of its name, wherever, is taken for a patch. */
  private boolean hasName(ObjectRef ref) {
    return before.sources().keySet().stream()
        .anyMatch(each -> each.kind().equals(ref.kind()) && each.name().equals(ref.name()));
  }

  private Cluster cluster() {
    Map<ObjectRef, Policy> policies = new LinkedHashMap<>();
    now.notSimulated.policies().all().forEach(each -> policies.put(each.ref(), each));
    List<Policy> all = new ArrayList<>();
    for (Policy each : before.notSimulated().policies().all()) {
      Policy written = policies.remove(each.ref());
      if (written != null || !old.sources.containsKey(each.ref())) {
        all.add(written == null ? each : written);
      }
    }
    all.addAll(policies.values());
    TreeMap<ObjectRef, Source> sources = new TreeMap<>(before.sources());
    old.sources.keySet().forEach(sources::remove);
    sources.putAll(now.sources);
    return before.amended(
        before.notSimulated().with(new Policies(all, before.notSimulated().policies().awaited())),
        namespaces(),
        sources);
  }

  private List<KubeNamespace> namespaces() {
    List<KubeNamespace> written = now.allNamespaces();
    if (written.isEmpty()) {
      return before.namespaces();
    }
    TreeMap<String, KubeNamespace> all = new TreeMap<>();
    before.namespaces().forEach(each -> all.put(each.name(), each));
    written.forEach(each -> all.put(each.name(), each));
    return new ArrayList<>(all.values());
  }
}
