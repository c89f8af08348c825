package dev.podlane.cluster;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.read.Kinds;
import dev.podlane.cluster.read.ManifestItems.Item;
import dev.podlane.cluster.read.ManifestReader;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A settled cluster after a change of policies, of namespaces, of the labels of pods, of pods that
 * come or go, or of Services that keep their addresses: what else is settled by them is settled
 * again here. Whatever could make one of them matter to another object is left to {@link
 * Clusters#read}: a problem of theirs, an object written twice, a Service that comes or goes, a
 * namespace that goes, files of tools and patches among the documents.
 */
final class Amendment {
  private static final Set<String> KINDS = Set.of("Namespace", "Pod", "Service");

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
    Difference difference = Difference.of(given, changed).orElse(null);
    if (difference == null || isTroubled(before, difference.gone())) {
      return Optional.empty();
    }
    Inventory old = alone(difference.gone()).orElse(null);
    Inventory now = alone(difference.come()).orElse(null);
    if (old == null || now == null) {
      return Optional.empty();
    }
    Amendment amendment = new Amendment(before, old, now);
    return amendment.isByItself() ? amendment.cluster() : Optional.empty();
  }

  /** Returns true if something was said of these objects, of files of tools, or left out. */
  private static boolean isTroubled(Cluster cluster, List<Item> gone) {
    return cluster.problems().stream()
        .anyMatch(
            each ->
                each.code().startsWith("file.")
                    || each.code().startsWith("limit.")
                    || gone.stream().anyMatch(item -> isAbout(each.place(), item.place())));
  }

  /** Returns false if a place is in another document, or in another item of its list. */
  private static boolean isAbout(Place place, Place item) {
    boolean isThere = place.document() == item.document() && place.file().equals(item.file());
    String list = item.path().substring(0, item.path().lastIndexOf('[') + 1);
    boolean isOfAnother =
        !list.isEmpty()
            && place.path().startsWith(list)
            && !(place.path() + ".").startsWith(item.path() + ".");
    return isThere && !isOfAnother;
  }

  /** Reads objects by themselves; empty if one is of another kind, or something is wrong. */
  private static Optional<Inventory> alone(List<Item> items) {
    Diagnostics report = new Diagnostics();
    Inventory inventory = new Inventory(report);
    for (Item item : items) {
      boolean isKnown = item.apiVersion().equals("v1") && KINDS.contains(item.kind());
      if (!(isKnown || Kinds.isPolicy(item.apiVersion(), item.kind())) || !item.isWhole()) {
        return Optional.empty();
      }
    }
    if (!items.isEmpty()) {
      new ManifestReader(inventory, report).readItems(items);
    }
    boolean isQuiet =
        report.problems().isEmpty()
            && report.assumptions().isEmpty()
            && inventory.notSimulated.influences().isEmpty()
            && inventory.notSimulated.others().isEmpty()
            && inventory.notSimulated.all().isEmpty();
    return isQuiet ? Optional.of(inventory) : Optional.empty();
  }

  /** Returns true if no other document holds these objects, or makes a patch of one of them. */
  private boolean isByItself() {
    for (Map.Entry<ObjectRef, Source> each : old.sources.entrySet()) {
      ObjectRef ref = each.getKey();
      boolean goes = !now.sources.containsKey(ref);
      if (!each.getValue().equals(before.sources().get(ref))
          || (goes && (!mayComeOrGo(ref) || isNamedAsAnother(ref)))) {
        return false;
      }
    }
    for (Map.Entry<ObjectRef, Source> each : now.sources.entrySet()) {
      ObjectRef ref = each.getKey();
      Source known = old.sources.get(ref);
      boolean isNew = known == null;
      boolean mayCome = mayComeOrGo(ref) || ref.kind().equals("Namespace");
      if (isNew && (!mayCome || isNamedAsAnother(ref))) {
        return false;
      }
      if (known != null && !isAt(known.place(), each.getValue().place())) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayComeOrGo(ObjectRef ref) {
    return ref.kind().equals("Pod") || !KINDS.contains(ref.kind());
  }

  private static boolean isAt(Place one, Place other) {
    return one.document() == other.document()
        && one.file().equals(other.file())
        && one.path().equals(other.path());
  }

  /** A part of an object beside a whole one of its name, wherever, is taken for a patch. */
  private boolean isNamedAsAnother(ObjectRef ref) {
    return before.sources().keySet().stream()
        .anyMatch(
            each ->
                each.kind().equals(ref.kind())
                    && each.name().equals(ref.name())
                    && !each.equals(ref));
  }

  private Optional<Cluster> cluster() {
    AmendedPods pods = new AmendedPods(before, now.sources);
    if (!pods.settle(old.pods(), now.pods())) {
      return Optional.empty();
    }
    AmendedServices services = new AmendedServices(before, pods);
    if (!services.settle(old.services, now.services)) {
      return Optional.empty();
    }
    TreeMap<ObjectRef, Source> sources = new TreeMap<>(before.sources());
    old.sources.keySet().forEach(sources::remove);
    sources.putAll(now.sources);
    return Optional.of(
        before.amended(
            before.notSimulated().with(policies()),
            namespaces(),
            pods.pods(),
            services.services(),
            services.assumptions(),
            sources));
  }

  private Policies policies() {
    if (old.notSimulated.policies().all().isEmpty()
        && now.notSimulated.policies().all().isEmpty()) {
      return before.notSimulated().policies();
    }
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
    return new Policies(all, before.notSimulated().policies().awaited());
  }

  private List<KubeNamespace> namespaces() {
    List<KubeNamespace> written =
        now.allNamespaces().stream().filter(each -> !each.inferred()).toList();
    if (written.isEmpty()) {
      return before.namespaces();
    }
    TreeMap<String, KubeNamespace> all = new TreeMap<>();
    before.namespaces().forEach(each -> all.put(each.name(), each));
    written.forEach(each -> all.put(each.name(), each));
    return new ArrayList<>(all.values());
  }
}
