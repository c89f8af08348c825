package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.NetworkDraft;
import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.Work;
import dev.podlane.cluster.Drafts.WorkloadDraft;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.docker.HostReader;
import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Every object of the documents, read and sorted by kind; of equal names the last (rule 134). */
final class Inventory {
  /** Most Node objects that are used. */
  static final int MOST_NODES = 5_000;

  private static final List<String> FUTURE_PODS =
      List.of("DaemonSet", "StatefulSet", "Job", "CronJob");

  final Map<ObjectRef, Node> nodes = new LinkedHashMap<>();
  final Map<ObjectRef, Work> works = new LinkedHashMap<>();
  final Map<ObjectRef, KubeNamespace> namespaces = new LinkedHashMap<>();
  final Map<ObjectRef, NetworkDraft> networks = new LinkedHashMap<>();
  final Map<ObjectRef, Host> hosts = new LinkedHashMap<>();
  final List<PodEvent> events = new ArrayList<>();
  final TreeMap<String, Integer> unused = new TreeMap<>();
  final TreeMap<ObjectRef, Source> sources = new TreeMap<>();
  final TreeMap<String, Place> usedNamespaces = new TreeMap<>();
  private final Map<String, Place> firstUnused = new TreeMap<>();
  private final Report report;
  private int nodesLeftOut;
  private Place firstLeftOut = Place.NOWHERE;

  Inventory(Report report) {
    this.report = report;
  }

  void read(List<Document> documents) {
    for (Document document : documents) {
      document.problems().forEach(report::add);
      if (document.isUnread()) {
        report.error(document.place(), "text.unread");
        continue;
      }
      Items.of(document, report).forEach(this::take);
    }
    firstUnused.forEach(
        (kind, place) -> {
          String code = FUTURE_PODS.contains(kind) ? "kind.pods-unused" : "kind.unused";
          report.info(place, code, kind, "" + unused.get(kind));
        });
    if (nodesLeftOut > 0) {
      report.error(firstLeftOut, "limit.nodes", "" + MOST_NODES, "" + nodesLeftOut);
    }
  }

  private void take(Items.Item item) {
    switch (item.apiVersion() + " " + item.kind()) {
      case "v1 Node" -> node(item);
      case "v1 Pod" ->
          whole(item, true, PodReader::pod).ifPresent(pod -> put(works, pod.ref(), pod, item));
      case "v1 Namespace" ->
          whole(item, false, Inventory::namespace)
              .ifPresent(namespace -> put(namespaces, namespace.ref(), namespace, item));
      case "apps/v1 Deployment", "apps/v1 ReplicaSet" ->
          whole(item, true, WorkloadReader::workload)
              .ifPresent(workload -> put(works, workload.ref(), workload, item));
      case "podlane.dev/v1 ClusterNetwork" -> network(item);
      case "podlane.dev/v1 ConsoleEdit" -> edit(item);
      case "podlane.dev/v1 PodEvents" ->
          whole(item, false, (ref, fields) -> PodEvent.read(fields)).ifPresent(events::addAll);
      case "podlane.dev/v1 Host", "podlane.dev/v1 DockerHost" ->
          whole(item, false, HostReader::host)
              .ifPresent(host -> put(hosts, host.ref(), host, item));
      default -> unused(item);
    }
  }

  /** Edits are of the network this cluster will have; only where they stand is seen to here. */
  private void edit(Items.Item item) {
    if (!item.place().path().isEmpty()) {
      report.error(item.place(), "edit.in-list");
    }
  }

  private void node(Items.Item item) {
    if (nodes.size() >= MOST_NODES) {
      firstLeftOut = nodesLeftOut == 0 ? item.place() : firstLeftOut;
      nodesLeftOut++;
      return;
    }
    whole(item, false, NodeReader::node).ifPresent(node -> put(nodes, node.ref(), node, item));
  }

  private static KubeNamespace namespace(ObjectRef ref, Fields fields) {
    return new KubeNamespace(
        ref,
        fields.place(),
        fields.map("metadata").map(m -> Names.labels(m, "labels")).orElseGet(TreeMap::new),
        false);
  }

  /** A broken field must not take the whole network away: it counts as left out. */
  private void network(Items.Item item) {
    ObjectRef ref = Metadata.ref(item.apiVersion(), item.kind(), false, item.fields(p -> {}));
    ObjectRef named = ref.name().isEmpty() ? withName(ref, "cluster") : ref;
    NetworkDraft draft = NetworkReader.network(named, item.fields(report::add));
    put(networks, named, draft, item);
  }

  private static ObjectRef withName(ObjectRef ref, String name) {
    return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), name);
  }

  private void unused(Items.Item item) {
    unused.merge(item.kind(), 1, Integer::sum);
    firstUnused.putIfAbsent(item.kind(), item.place());
    Consumer<Problem> silent = problem -> {};
    Optional<Fields> metadata = item.fields(silent).map("metadata");
    String name = metadata.flatMap(m -> m.value().text("name")).orElse("");
    String namespace = metadata.flatMap(m -> m.value().text("namespace")).orElse("");
    ObjectRef ref = new ObjectRef(item.apiVersion(), item.kind(), namespace, name);
    sources.put(ref, new Source(item.place(), item.value()));
  }

  private interface Reader<T> {
    T read(ObjectRef ref, Fields fields);
  }

  private <T> Optional<T> whole(Items.Item item, boolean namespaced, Reader<T> reader) {
    return report.whole(
        problems -> {
          Fields fields = item.fields(problems);
          return reader.read(
              Metadata.ref(item.apiVersion(), item.kind(), namespaced, fields), fields);
        });
  }

  private <T> void put(Map<ObjectRef, T> into, ObjectRef ref, T object, Items.Item item) {
    T before = into.remove(ref);
    if (before != null) {
      Place first = sources.getOrDefault(ref, new Source(Place.NOWHERE, item.value())).place();
      report.warn(item.place(), "object.twice", ref.kind(), ref.path(), "" + first.line());
    }
    into.put(ref, object);
    sources.put(ref, new Source(item.place(), item.value()));
    if (!ref.namespace().isEmpty()) {
      usedNamespaces.putIfAbsent(ref.namespace(), item.place());
    }
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
    TreeSet<String> names = new TreeSet<>();
    pods().forEach(pod -> names.add(pod.ref().path()));
    return names;
  }
}
