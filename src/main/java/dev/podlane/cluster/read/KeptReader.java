package dev.podlane.cluster.read;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.InfluenceReader;
import dev.podlane.cluster.object.KeptObject;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.NetworkPolicyReader;
import dev.podlane.cluster.policy.OtherPolicyReader;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.document.Fields;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads objects that take no part in walks, those in full that can change one. */
final class KeptReader {
  private final Inventory inventory;
  private final Diagnostics report;
  private final Map<ObjectRef, Policy> policies = new LinkedHashMap<>();
  private final Map<ObjectRef, List<Influence>> influences = new LinkedHashMap<>();
  private final Map<ObjectRef, Influence> onForward = new LinkedHashMap<>();
  private final Map<ObjectRef, KeptObject> others = new LinkedHashMap<>();
  private final Map<Kinds.Use, SortedMap<String, Integer>> counts = new TreeMap<>();
  private final TreeMap<String, Place> firsts = new TreeMap<>();

  KeptReader(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
    for (Kinds.Use use : Kinds.Use.values()) {
      counts.put(use, new TreeMap<>());
    }
  }

  /** An object of a kind that is not simulated. */
  void take(ManifestItems.Item item) {
    Kinds.Use use = Kinds.use(item.apiVersion(), item.kind());
    String label = Kinds.label(item.apiVersion(), item.kind());
    counted(use).merge(label, 1, Integer::sum);
    if (use == Kinds.Use.NOT_SIMULATED || use == Kinds.Use.UNKNOWN) {
      firsts.putIfAbsent(label, item.place());
    }
    Fields fields = item.fields(report::add);
    ObjectRef ref = ref(item);
    inventory.source(ref, item);
    boolean isRead = use == Kinds.Use.NOT_SIMULATED || use == Kinds.Use.POLICY;
    switch (isRead ? label : "") {
      case "NetworkPolicy" ->
          policies.put(named(ref, fields), NetworkPolicyReader.policy(ref, fields));
      case "" -> {}
      default -> other(item, ref, fields);
    }
  }

  private SortedMap<String, Integer> counted(Kinds.Use use) {
    return counts.computeIfAbsent(use, each -> new TreeMap<>());
  }

  private void other(ManifestItems.Item item, ObjectRef ref, Fields fields) {
    String group = Kinds.group(item.apiVersion());
    influences.put(ref, InfluenceReader.read(group, ref, fields));
    InfluenceReader.onForward(ref, fields).ifPresent(each -> onForward.put(ref, each));
    if (OtherPolicyReader.knows(group, item.kind())) {
      policies.put(ref, OtherPolicyReader.policy(group, ref, fields));
    } else {
      others.put(ref, new KeptObject(ref, item.place()));
    }
  }

  /** The name, with {@code default} where a kind lives in namespaces and names none (rule 133). */
  private static ObjectRef ref(ManifestItems.Item item) {
    String group = Kinds.group(item.apiVersion());
    Optional<Boolean> scope = Kinds.find(item.apiVersion(), item.kind()).map(Kinds.Row::namespaced);
    boolean policy = OtherPolicyReader.knows(group, item.kind());
    boolean namespaced = scope.orElse(policy && OtherPolicyReader.isNamespaced(group, item.kind()));
    boolean everywhere = (scope.isPresent() || policy) && !namespaced;
    String written = Metadata.text(item.value(), "namespace");
    String own = written.isEmpty() ? item.namespace() : written;
    String otherwise = own.isEmpty() && namespaced ? Metadata.DEFAULT_NAMESPACE : own;
    String namespace = everywhere ? "" : otherwise;
    String name = Metadata.text(item.value(), "name");
    return new ObjectRef(item.apiVersion(), item.kind(), namespace, name);
  }

  private static ObjectRef named(ObjectRef ref, Fields fields) {
    if (ref.name().isEmpty()) {
      fields.error("metadata", "field.missing", "metadata.name");
    }
    return ref;
  }

  NotSimulated result() {
    return new NotSimulated(
        new Policies(new ArrayList<>(policies.values())),
        decisive(),
        new ArrayList<>(others.values()),
        counted(Kinds.Use.NOT_SIMULATED),
        counted(Kinds.Use.NO_EFFECT),
        counted(Kinds.Use.UNKNOWN));
  }

  /** Policies for packets forwarded by host endpoints count where there is a host endpoint. */
  private List<Influence> decisive() {
    List<Influence> found = new ArrayList<>();
    influences.values().forEach(found::addAll);
    if (found.stream().anyMatch(each -> each.object().kind().equals("HostEndpoint"))) {
      found.addAll(onForward.values());
    }
    return found;
  }

  /** Says of each kind that can change a walk, or is unknown, how many were read. */
  void tell() {
    firsts.forEach(
        (kind, place) -> {
          int notSimulated = counted(Kinds.Use.NOT_SIMULATED).getOrDefault(kind, 0);
          int unknown = counted(Kinds.Use.UNKNOWN).getOrDefault(kind, 0);
          report.info(place, "kind.unused", kind, "" + (notSimulated + unknown));
        });
  }
}
