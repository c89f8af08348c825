package dev.podlane.cluster.read;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that are nearly spelt as Kubernetes spells them, such as {@code podCidr} or {@code
 * host_network}: the API server tells field names apart by case, so that these count as not
 * written.
 */
public final class FieldSpelling {
  private static final List<String> METADATA =
      List.of(
          "apiVersion",
          "kind",
          "metadata.name",
          "metadata.generateName",
          "metadata.namespace",
          "metadata.labels",
          "metadata.annotations",
          "metadata.ownerReferences.name",
          "metadata.deletionTimestamp");

  /** Paths in lists and maps that are kept whole. */
  private static final List<String> INSIDE_POD =
      List.of(
          "spec.initContainers.ports.containerPort",
          "spec.containers.ports.name",
          "spec.containers.ports.containerPort",
          "spec.containers.ports.hostPort",
          "spec.containers.ports.hostIP",
          "spec.containers.ports.protocol",
          "status.podIPs.ip",
          "status.hostIPs.ip");

  private static final List<String> INSIDE_NODE =
      List.of("spec.taints.effect", "status.addresses.type", "status.addresses.address");

  private static final List<String> WORKLOAD =
      List.of(
          "spec.replicas",
          "spec.selector.matchLabels",
          "spec.selector.matchExpressions",
          "spec.serviceName",
          "spec.ordinals.start",
          "spec.completions",
          "spec.parallelism",
          "spec.completionMode",
          "spec.suspend",
          "spec.schedule");

  private static final Map<String, Step> KINDS = new HashMap<>();

  static {
    pod("Pod", "");
    for (String kind :
        List.of(
            "Deployment",
            "ReplicaSet",
            "ReplicationController",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob")) {
      String job = kind.equals("CronJob") ? "spec.jobTemplate." : "";
      String template = job + "spec.template.";
      WORKLOAD.forEach(path -> add(kind, job, path));
      METADATA.forEach(path -> add(kind, template, path));
      pod(kind, template);
    }
    List.of("spec.schedule", "spec.suspend").forEach(path -> add("CronJob", "", path));
    WantedFields.NODE.forEach(path -> add("Node", "", path));
    INSIDE_NODE.forEach(path -> add("Node", "", path));
    List.of(
            "spec.type",
            "spec.selector",
            "spec.clusterIP",
            "spec.clusterIPs",
            "spec.externalIPs",
            "spec.externalName",
            "spec.ports.name",
            "spec.ports.port",
            "spec.ports.protocol",
            "spec.ports.targetPort",
            "spec.ports.nodePort")
        .forEach(path -> add("Service", "", path));
    List.of(
            "spec.podSelector.matchLabels",
            "spec.podSelector.matchExpressions",
            "spec.policyTypes",
            "spec.ingress.from.podSelector.matchLabels",
            "spec.ingress.from.namespaceSelector.matchLabels",
            "spec.ingress.from.ipBlock.cidr",
            "spec.ingress.ports.port",
            "spec.egress.to.podSelector.matchLabels",
            "spec.egress.to.namespaceSelector.matchLabels",
            "spec.egress.to.ipBlock.cidr",
            "spec.egress.ports.port")
        .forEach(path -> add("NetworkPolicy", "", path));
    List.copyOf(KINDS.keySet()).forEach(kind -> METADATA.forEach(path -> add(kind, "", path)));
  }

  private final ManifestItems.Item item;
  private final Diagnostics report;
  private final Deque<String> path = new ArrayDeque<>();

  /** The fields at one place. */
  private static final class Step {
    private final Map<String, Step> fields = new HashMap<>();
    private final Map<String, String> byLetters = new HashMap<>();
  }

  private FieldSpelling(ManifestItems.Item item, Diagnostics report) {
    this.item = item;
    this.report = report;
  }

  private static void pod(String kind, String before) {
    WantedFields.POD.forEach(path -> add(kind, before, path));
    INSIDE_POD.forEach(path -> add(kind, before, path));
  }

  /** Names of annotations are free, and stand in brackets. */
  private static void add(String kind, String before, String path) {
    String plain = path.replaceFirst("\\[.*|\\.\\*\\*$", "");
    Step at = KINDS.computeIfAbsent(kind, any -> new Step());
    for (String name : (before + plain).split("\\.", -1)) {
      at.byLetters.put(Spelling.letters(name), name);
      at = at.fields.computeIfAbsent(name, any -> new Step());
    }
  }

  /**
   * The fields that are known at a place of objects of a kind; some, if not all.
   *
   * @param above the names and indexes that lead there
   */
  public static Set<String> fields(String kind, List<String> above) {
    Step at = KINDS.get(kind);
    for (String name : above) {
      if (at != null && !name.matches("[0-9]+|-")) {
        at = at.fields.get(name);
      }
    }
    return at == null ? Set.of() : new TreeSet<>(at.fields.keySet());
  }

  /** Warns of such fields of an object of Kubernetes' own. */
  static void tell(ManifestItems.Item item, String kind, Diagnostics report) {
    Step fields = KINDS.get(kind);
    if (fields != null) {
      new FieldSpelling(item, report).look(item.value(), fields);
    }
  }

  private void look(@Nullable Value value, Step fields) {
    if (value instanceof MapValue map && !fields.fields.isEmpty()) {
      map.entries().forEach((name, inner) -> field(name, inner, fields));
    } else if (value instanceof ListValue list) {
      for (int at = 0; at < list.items().size(); at++) {
        path.addLast("[" + at + "]");
        look(list.items().get(at), fields);
        path.removeLast();
      }
    }
  }

  private void field(String name, Value value, Step fields) {
    Step below = fields.fields.get(name);
    path.addLast(name);
    if (below != null) {
      look(value, below);
    } else {
      String meant = fields.byLetters.get(Spelling.letters(name));
      if (meant != null) {
        Place place = item.place();
        report.add(
            Problem.warning(
                new Place(place.file(), place.document(), value.line(), whole(place.path())),
                "field.spelling",
                name,
                meant));
      }
    }
    path.removeLast();
  }

  private String whole(String before) {
    StringBuilder whole = new StringBuilder(before);
    for (String step : path) {
      whole.append(whole.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
    }
    return whole.toString();
  }
}
