package dev.podlane.cluster.read;

import dev.podlane.cluster.docker.HostReader;
import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.MaskedValue;
import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodEvent;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodOrWorkload;
import dev.podlane.cluster.service.EndpointReader;
import dev.podlane.cluster.service.ServiceReader;
import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the objects of documents into an inventory. */
public final class ManifestReader {
  /** The problem of documents that hold no object. */
  public static final String NOTHING = "text.no-object";

  private final Inventory inventory;
  private final Diagnostics report;
  private final KeptReader kept;
  private final HttpKinds http;
  private final Set<String> nodeNames = new HashSet<>();
  private int nodesLeftOut;
  private Place firstLeftOut = Place.NOWHERE;

  public ManifestReader(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
    this.kept = new KeptReader(inventory, report);
    this.http = new HttpKinds(inventory, report);
  }

  /** Reads all documents; that there is no object in them at all is a problem. */
  public void read(List<Document> documents) {
    List<ManifestItems.Item> items = new ArrayList<>();
    for (Document document : documents) {
      document.problems().forEach(report::add);
      items.addAll(ManifestItems.of(document, report));
    }
    take(items, Patches.of(documents, items));
    if (inventory.isEmpty()) {
      Place place = documents.isEmpty() ? Place.NOWHERE : documents.get(0).place();
      report.first(Problem.error(place, NOTHING));
    }
  }

  /** Reads objects that are some of many. */
  public void readItems(List<ManifestItems.Item> items) {
    take(items, Patches.of(List.of(), items));
  }

  private void take(List<ManifestItems.Item> items, Patches patches) {
    items.stream()
        .filter(item -> item.kind().equals("Node"))
        .forEach(item -> nodeNames.add(Metadata.text(item.value(), "name")));
    for (ManifestItems.Item item : items) {
      if (patches.isPatch(item)) {
        report.warn(item.place(), "file.patch", item.kind(), Metadata.text(item.value(), "name"));
      } else {
        inventory.count();
        take(item);
      }
    }
    inventory.drafts.replaceAll((ref, work) -> renamed(work));
    kept.tell();
    inventory.notSimulated = kept.result();
    if (nodesLeftOut > 0) {
      report.error(firstLeftOut, "limit.nodes", "" + Inventory.MOST_NODES, "" + nodesLeftOut);
    }
  }

  private void take(ManifestItems.Item item) {
    Optional<Kinds.Row> row = Kinds.find(item.apiVersion(), item.kind());
    if (row.isEmpty()) {
      unknown(item);
      return;
    }
    FieldSpelling.tell(item, row.get().kind(), report);
    noBreakSpace(item, item.value(), true);
    switch (row.get().kind()) {
      case "Node" -> node(item);
      case "Pod" ->
          whole(item, row.get(), (ref, fields) -> PodReader.pod(ref, fields, report::add))
              .ifPresent(pod -> inventory.put(inventory.drafts, pod.ref(), pod, item));
      case "Namespace" ->
          whole(item, row.get(), ManifestReader::namespace)
              .ifPresent(each -> inventory.put(inventory.namespaces, each.ref(), each, item));
      case "Deployment",
          "ReplicaSet",
          "ReplicationController",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob" ->
          whole(item, row.get(), WorkloadReader::workload)
              .ifPresent(each -> inventory.put(inventory.drafts, each.ref(), each, item));
      case "Service" -> soft(item, row.get(), inventory.services, ServiceReader::service);
      case "EndpointSlice" ->
          soft(
              item,
              row.get(),
              inventory.slices,
              (ref, fields) -> List.of(EndpointReader.slice(ref, fields)));
      case "Endpoints" -> soft(item, row.get(), inventory.slices, EndpointReader::subsets);
      case "ServiceCIDR" ->
          soft(item, row.get(), inventory.serviceCidrs, ManifestReader::serviceCidrs);
      case "ClusterNetwork" -> network(item);
      case "ConsoleEdit" -> ofItsOwn(item, "edit.in-list");
      case "Expectation" -> ofItsOwn(item, "expectation.in-list");
      case "PodEvents" ->
          whole(item, row.get(), (ref, fields) -> PodEvent.read(fields))
              .ifPresent(inventory.events::addAll);
      case "Host", "DockerHost" ->
          whole(item, row.get(), HostReader::host)
              .ifPresent(host -> inventory.put(inventory.hosts, host.ref(), host, item));
      default -> {
        if (!http.take(item, row.get())) {
          kept.take(item);
        }
      }
    }
  }

  /** Spaces that look like indentation and are part of a field's name, as web pages copy them. */
  private void noBreakSpace(ManifestItems.Item item, MapValue map, boolean outer) {
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      String name = entry.getKey();
      if (!name.isEmpty() && "\u00a0\u2007\u202f\u3000".indexOf(name.charAt(0)) >= 0) {
        Place at = item.place();
        Place place = new Place(at.file(), at.document(), entry.getValue().line(), at.path());
        report.error(place, "field.no-break-space", name.strip().replace("\u00a0", ""));
        return;
      }
      if (entry.getValue() instanceof MapValue inner && outer) {
        noBreakSpace(item, inner, false);
      }
    }
  }

  /** A kind of another group, or one that Kubernetes never had in this group. */
  private void unknown(ManifestItems.Item item) {
    Kinds.meant(item.apiVersion(), item.kind())
        .ifPresent(
            meant ->
                report.warn(
                    item.place(),
                    "object.version",
                    item.apiVersion(),
                    item.kind(),
                    meant.apiVersion(),
                    meant.kind()));
    kept.take(item);
  }

  /** Edits and expectations are of the network this cluster will have, and are read later. */
  private void ofItsOwn(ManifestItems.Item item, String code) {
    if (!item.place().path().isEmpty()) {
      report.error(item.place(), code);
    }
  }

  /** A broken field must not take a node away: it counts as not written. */
  private void node(ManifestItems.Item item) {
    if (inventory.nodes.size() >= Inventory.MOST_NODES) {
      firstLeftOut = nodesLeftOut == 0 ? item.place() : firstLeftOut;
      nodesLeftOut++;
      return;
    }
    Fields fields = item.fields(problem -> report.add(ofNode(problem)));
    ObjectRef written = Metadata.ref("v1", "Node", false, item.namespace(), fields);
    ObjectRef ref = NameValidation.isSubdomain(written.name()) ? written : named(written, item);
    nodeNames.add(ref.name());
    inventory.put(inventory.nodes, ref, NodeReader.node(ref, fields), item);
  }

  /**
   * Replaces the usual problem of an invalid name, which says that the object is left out: a node
   * is kept.
   */
  private static Problem ofNode(Problem problem) {
    return problem.code().equals("name.invalid")
        ? new Problem(problem.severity(), "node.name-invalid", problem.args(), problem.place())
        : problem;
  }

  /** A node whose name cannot be read keeps its place under another. */
  private ObjectRef named(ObjectRef written, ManifestItems.Item item) {
    int number = inventory.nodes.size() + 1;
    while (nodeNames.contains("node-" + number)) {
      number++;
    }
    ObjectRef ref = withName(written, "node-" + number);
    if (!written.name().isEmpty() && !MaskedValue.is(written.name())) {
      inventory.renamed.putIfAbsent(written.name(), ref.name());
    }
    report.assume("node.name", ref, ref.name(), "" + item.place().line());
    return ref;
  }

  /** A pod that names a node which is kept under another name is on it. */
  private PodOrWorkload renamed(PodOrWorkload work) {
    if (inventory.renamed.isEmpty() || !(work instanceof PodDraft pod)) {
      return work;
    }
    String named = pod.spec().nodeName();
    String now = named == null ? null : inventory.renamed.get(named);
    return now == null ? pod : pod.on(now);
  }

  private static KubeNamespace namespace(ObjectRef ref, Fields fields) {
    return new KubeNamespace(
        ref,
        fields.place(),
        fields.map("metadata").map(m -> NameValidation.labels(m, "labels")).orElseGet(TreeMap::new),
        false);
  }

  /** An object whose broken fields count as left out; only without a name it is none. */
  private <T> void soft(
      ManifestItems.Item item, Kinds.Row row, Map<ObjectRef, T> into, Reader<T> reader) {
    Fields fields = item.fields(report::add);
    ObjectRef ref =
        Metadata.ref(row.apiVersion(), row.kind(), row.namespaced(), item.namespace(), fields);
    inventory.put(into, ref, reader.read(ref, fields), item);
  }

  private static List<Prefix> serviceCidrs(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    List<Prefix> blocks = new ArrayList<>();
    for (String text : spec.texts("cidrs")) {
      AddressReader.anyBlock(spec, "cidrs", text)
          .filter(block -> block.network().isV4())
          .ifPresent(blocks::add);
    }
    return blocks;
  }

  /** A broken field must not take the whole network away: it counts as left out. */
  private void network(ManifestItems.Item item) {
    ObjectRef ref = Metadata.ref(item.apiVersion(), item.kind(), false, "", item.fields(p -> {}));
    ObjectRef named = ref.name().isEmpty() ? withName(ref, "cluster") : ref;
    NetworkDraft draft = ClusterNetworkReader.network(named, item.fields(report::add));
    inventory.put(inventory.networks, named, draft, item);
    http.network(item);
  }

  private static ObjectRef withName(ObjectRef ref, String name) {
    return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), name);
  }

  private interface Reader<T> {
    T read(ObjectRef ref, Fields fields);
  }

  private <T> Optional<T> whole(ManifestItems.Item item, Kinds.Row row, Reader<T> reader) {
    Optional<T> read =
        report.whole(
            problems -> {
              Fields fields = item.fields(problems);
              ObjectRef ref =
                  Metadata.ref(
                      row.apiVersion(), row.kind(), row.namespaced(), item.namespace(), fields);
              return reader.read(ref, fields);
            });
    if (read.isEmpty()) {
      String name = Metadata.text(item.value(), "name");
      if (name.isEmpty()) {
        report.warn(item.place(), "object.left-out-unnamed", item.kind());
      } else {
        String own = Metadata.text(item.value(), "namespace");
        String namespace = own.isEmpty() ? item.namespace() : own;
        String otherwise = row.namespaced() ? Metadata.DEFAULT_NAMESPACE : "";
        String in = namespace.isEmpty() ? otherwise : namespace;
        String kind = item.kind();
        List<String> args = in.isEmpty() ? List.of(kind, name) : List.of(kind, name, in);
        report.add(new Problem(Severity.WARNING, "object.left-out", args, item.place()));
      }
    }
    return read;
  }
}
