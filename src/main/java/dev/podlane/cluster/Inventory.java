package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.NetworkDraft;
import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.Work;
import dev.podlane.cluster.Drafts.WorkloadDraft;
import dev.podlane.cluster.docker.Host;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every object of the documents by kind; of equal names the last (rule 134). */
final class Inventory {
  /** Most Node objects that are used. */
  static final int MOST_NODES = 5_000;

  final Map<ObjectRef, Node> nodes = new LinkedHashMap<>();
  final Map<ObjectRef, Work> works = new LinkedHashMap<>();
  final Map<ObjectRef, KubeNamespace> namespaces = new LinkedHashMap<>();
  final Map<ObjectRef, NetworkDraft> networks = new LinkedHashMap<>();
  final Map<ObjectRef, Host> hosts = new LinkedHashMap<>();

  /** Nodes whose written name is none, by that name. */
  final Map<String, String> renamed = new HashMap<>();

  final List<PodEvent> events = new ArrayList<>();
  NotSimulated notSimulated = NotSimulated.NONE;
  final TreeMap<ObjectRef, Source> sources = new TreeMap<>();
  final TreeMap<String, Place> usedNamespaces = new TreeMap<>();
  private final Report report;
  private int objects;

  Inventory(Report report) {
    this.report = report;
  }

  /** Counts an object that is there, whether it can be used or not. */
  void count() {
    objects++;
  }

  boolean isEmpty() {
    return objects == 0;
  }

  /** Keeps an object, in place of one of the same name before it. */
  <T> void put(Map<ObjectRef, T> into, ObjectRef ref, T object, Items.Item item) {
    if (into.putIfAbsent(ref, object) != null) {
      into.remove(ref);
      into.put(ref, object);
    }
    source(ref, item);
    if (!ref.namespace().isEmpty()) {
      usedNamespaces.putIfAbsent(ref.namespace(), item.place());
    }
  }

  /** Takes note of an object as it was written. */
  void source(ObjectRef ref, Items.Item item) {
    Source before = sources.put(ref, new Source(item.place(), item.value()));
    if (before != null && !ref.name().isEmpty()) {
      report.warn(
          item.place(), "object.twice", ref.kind(), ref.path(), where(before.place(), item));
    }
  }

  /** The line, with the file where it is another one. */
  private static String where(Place first, Items.Item second) {
    boolean same = first.file().equals(second.place().file());
    return same ? "" + first.line() : first.file() + ":" + first.line();
  }

  List<PodDraft> pods() {
    List<PodDraft> found = new ArrayList<>();
    works.values().forEach(w -> addIf(PodDraft.class, w, found));
    return found;
  }

  List<WorkloadDraft> workloads() {
    List<WorkloadDraft> found = new ArrayList<>();
    works.values().forEach(w -> addIf(WorkloadDraft.class, w, found));
    return found;
  }

  private static <T> void addIf(Class<T> type, Work work, List<T> found) {
    if (type.isInstance(work)) {
      found.add(type.cast(work));
    }
  }

  List<KubeNamespace> allNamespaces() {
    TreeMap<String, KubeNamespace> all = new TreeMap<>();
    namespaces.values().forEach(namespace -> all.put(namespace.name(), namespace));
    for (Map.Entry<String, Place> used : usedNamespaces.entrySet()) {
      ObjectRef ref = new ObjectRef("v1", "Namespace", "", used.getKey());
      all.putIfAbsent(
          used.getKey(), new KubeNamespace(ref, used.getValue(), new TreeMap<>(), true));
    }
    return new ArrayList<>(all.values());
  }

  /** Names in use, to keep generated ones apart from them. */
  Set<String> podNames() {
    Set<String> names = new HashSet<>();
    pods().forEach(pod -> names.add(pod.ref().path()));
    return names;
  }
}
