package dev.podlane.cluster.read;

import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodEvent;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodOrWorkload;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every object of the documents by kind; of equal names the last (rule 134). */
public final class Inventory {
  /** Most Node objects that are used. */
  public static final int MOST_NODES = 5_000;

  public final Map<ObjectRef, Node> nodes = new LinkedHashMap<>();
  public final Map<ObjectRef, PodOrWorkload> drafts = new LinkedHashMap<>();
  final Map<ObjectRef, KubeNamespace> namespaces = new LinkedHashMap<>();
  public final Map<ObjectRef, NetworkDraft> networks = new LinkedHashMap<>();
  public final Map<ObjectRef, Host> hosts = new LinkedHashMap<>();

  /** Objects that decide about HTTP requests. */
  public final HttpDrafts http = new HttpDrafts();

  public final Map<ObjectRef, Service> services = new LinkedHashMap<>();
  final Map<ObjectRef, List<EndpointSlice>> slices = new LinkedHashMap<>();

  /** IPv4 blocks of ServiceCIDR objects, by object. */
  public final Map<ObjectRef, List<Prefix>> serviceCidrs = new LinkedHashMap<>();

  /** Nodes whose written name is none, by that name. */
  final Map<String, String> renamed = new HashMap<>();

  public final List<PodEvent> events = new ArrayList<>();
  public NotSimulated notSimulated = NotSimulated.NONE;
  public final TreeMap<ObjectRef, Source> sources = new TreeMap<>();
  final TreeMap<String, Place> usedNamespaces = new TreeMap<>();
  private final Diagnostics report;
  private int objects;

  public Inventory(Diagnostics report) {
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
  <T> void put(Map<ObjectRef, T> into, ObjectRef ref, T object, ManifestItems.Item item) {
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
  void source(ObjectRef ref, ManifestItems.Item item) {
    Source before = sources.put(ref, new Source(item.place(), item.value()));
    if (before != null && !ref.name().isEmpty()) {
      Place first = before.place();
      String line = "" + first.line();
      if (!first.file().equals(item.place().file())) {
        report.warn(
            item.place(), "object.twice-in-files", ref.kind(), ref.path(), line, first.file());
      } else if (first.line() == item.place().line()) {
        report.warn(item.place(), "object.twice-in-line", ref.kind(), ref.path());
      } else {
        report.warn(item.place(), "object.twice", ref.kind(), ref.path(), line);
      }
    }
  }

  /** Returns true if the documents hold a Service, or endpoints of one. */
  public boolean hasServices() {
    return !services.isEmpty() || !slices.isEmpty();
  }

  /** The Services and endpoints as they are written. */
  public Services writtenServices() {
    List<EndpointSlice> all = new ArrayList<>();
    slices.values().forEach(all::addAll);
    return new Services(new ArrayList<>(services.values()), all);
  }

  public List<PodDraft> pods() {
    List<PodDraft> found = new ArrayList<>();
    drafts.values().forEach(w -> addIf(PodDraft.class, w, found));
    return found;
  }

  public List<WorkloadDraft> workloads() {
    List<WorkloadDraft> found = new ArrayList<>();
    drafts.values().forEach(w -> addIf(WorkloadDraft.class, w, found));
    return found;
  }

  private static <T> void addIf(Class<T> type, PodOrWorkload work, List<T> found) {
    if (type.isInstance(work)) {
      found.add(type.cast(work));
    }
  }

  public List<KubeNamespace> allNamespaces() {
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
  public Set<String> podNames() {
    Set<String> names = new HashSet<>();
    pods().forEach(pod -> names.add(pod.ref().path()));
    return names;
  }
}
