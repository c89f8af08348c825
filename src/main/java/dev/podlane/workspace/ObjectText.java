package dev.podlane.workspace;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.document.JsonText;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects of a moment as text: as written, or as controllers made them, with their status. */
public final class ObjectText {
  private final State state;

  /** The objects of a moment. */
  public ObjectText(State state) {
    this.state = state;
  }

  /** The objects of a kind, by namespace and name. */
  public List<ObjectRef> all(String kind) {
    Map<ObjectRef, Boolean> found = new TreeMap<>();
    switch (kind) {
      case "Pod" -> state.pods().pods().values().forEach(pod -> found.put(pod.ref(), true));
      case "Node" -> state.nodes().values().forEach(node -> found.put(node.node().ref(), true));
      case "EndpointSlice" ->
          state.slices().values().forEach(all -> all.forEach(each -> found.put(each.ref(), true)));
      default -> {
        state.base().cluster().sources().keySet().forEach(ref -> found.put(ref, true));
        state.workloads().all().values().forEach(each -> found.put(each.ref(), true));
        found.keySet().removeIf(ref -> !ref.kind().equals(kind));
        found
            .keySet()
            .removeIf(ref -> isWorkload(kind) && state.workloads().get(ref.toString()) == null);
      }
    }
    return List.copyOf(found.keySet());
  }

  private static boolean isWorkload(String kind) {
    return kind.endsWith("Set") || kind.equals("Deployment") || kind.equals("Job");
  }

  /** The labels of an object; none if it has none, or is not there. */
  public Map<String, String> labels(ObjectRef ref) {
    Map<String, String> labels = new TreeMap<>();
    tree(ref)
        .map("metadata")
        .map("labels")
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ScalarValue scalar) {
                labels.put(key, scalar.text());
              }
            });
    return labels;
  }

  /**
   * Objects as one text; several are a {@code List}.
   *
   * @param yaml false for JSON
   */
  public String text(List<ObjectRef> refs, boolean yaml) {
    Value value;
    if (refs.size() == 1) {
      value = tree(refs.get(0));
    } else {
      Map<String, Value> list = new LinkedHashMap<>();
      list.put("apiVersion", scalar("v1"));
      list.put("items", new ListValue(0, refs.stream().map(ref -> (Value) tree(ref)).toList()));
      list.put("kind", scalar("List"));
      value = map(list);
    }
    return (yaml ? YamlText.print(value) : JsonText.print(value)).stripTrailing();
  }

  private MapValue tree(ObjectRef ref) {
    PodState pod = ref.kind().equals("Pod") ? state.pods().pods().get(ref.path()) : null;
    if (pod != null) {
      return pod(pod);
    }
    WorkloadState workload = state.workloads().get(ref.toString());
    if (workload != null) {
      return workload(workload);
    }
    if (ref.kind().equals("EndpointSlice")) {
      return slice(ref);
    }
    Source source = state.base().cluster().sources().get(ref);
    NodeState node = ref.kind().equals("Node") ? state.nodes().get(ref.name()) : null;
    if (node != null) {
      return node(node.node(), source);
    }
    return source == null ? map(Map.of()) : source.value();
  }

  private MapValue pod(PodState pod) {
    Source source = state.base().cluster().sources().get(pod.ref());
    MapValue written = source == null ? pod.identity().template().tree() : source.value();
    Map<String, Value> metadata = metadata(pod.ref(), written.map("metadata"), pod.labels());
    ObjectRef controller = pod.identity().controller();
    if (controller != null) {
      Map<String, Value> owner = new LinkedHashMap<>();
      owner.put("apiVersion", scalar(controller.apiVersion()));
      owner.put("controller", flag(true));
      owner.put("kind", scalar(controller.kind()));
      owner.put("name", scalar(controller.name()));
      metadata.put("ownerReferences", new ListValue(0, List.of(map(owner))));
    }
    Map<String, Value> spec = new LinkedHashMap<>(written.map("spec").entries());
    Map<String, Value> status = new LinkedHashMap<>();
    status.put("conditions", condition("Ready", pod.ready()));
    status.putAll(ContainerStatuses.of(pod, state));
    String phase = pod.phase().name();
    status.put("phase", scalar(phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT)));
    if (pod.nodeName() != null) {
      spec.put("nodeName", scalar(pod.nodeName()));
    }
    if (pod.ip() != null) {
      status.put("podIP", scalar(pod.ip().toString()));
    }
    return object(pod.ref(), metadata, map(spec), status);
  }

  private static MapValue workload(WorkloadState each) {
    boolean isMade = each.owner() != null && each.ref().kind().equals("ReplicaSet");
    Map<String, Value> spec = new LinkedHashMap<>(each.spec().entries());
    if (isMade) {
      spec.keySet().retainAll(List.of("template", "minReadySeconds"));
      spec.put("selector", map(Map.of("matchLabels", labels(each.selector().matchLabels()))));
      spec.put("template", each.template().tree());
    }
    if (!each.ref().kind().equals("DaemonSet") && !each.ref().kind().equals("Job")) {
      spec.put("replicas", number(each.replicas()));
    }
    Map<String, Value> metadata =
        metadata(
            each.ref(),
            isMade ? map(Map.of()) : each.tree().map("metadata"),
            isMade ? each.template().labels() : Map.of());
    boolean isDeployment = each.ref().kind().equals("Deployment");
    Map<String, Value> status = new LinkedHashMap<>();
    status.put(
        "availableReplicas",
        number(isDeployment ? each.rollout().available() : each.counts().available()));
    status.put(
        "readyReplicas", number(isDeployment ? each.rollout().ready() : each.counts().ready()));
    status.put(
        "replicas", number(isDeployment ? each.rollout().replicas() : each.counts().replicas()));
    if (isDeployment) {
      status.put("updatedReplicas", number(each.rollout().updated()));
    }
    return object(each.ref(), metadata, map(spec), status);
  }

  private static MapValue node(Node node, @Nullable Source source) {
    MapValue written = source == null ? map(Map.of()) : source.value();
    Map<String, Value> spec = new LinkedHashMap<>(written.map("spec").entries());
    if (node.podCidr() != null) {
      spec.put("podCIDR", scalar(node.podCidr().toString()));
    }
    if (!node.schedulable()) {
      spec.put("unschedulable", flag(true));
    }
    Map<String, Value> status = new LinkedHashMap<>(written.map("status").entries());
    status.put("conditions", condition("Ready", node.ready()));
    return object(
        node.ref(),
        metadata(node.ref(), written.map("metadata"), node.labels()),
        map(spec),
        status);
  }

  private MapValue slice(ObjectRef ref) {
    Optional<EndpointSlice> found =
        state.slices().values().stream()
            .flatMap(List::stream)
            .filter(each -> each.ref().equals(ref))
            .findFirst();
    if (found.isEmpty()) {
      return map(Map.of());
    }
    EndpointSlice slice = found.get();
    List<Value> endpoints = new ArrayList<>();
    for (EndpointSlice.Endpoint each : slice.endpoints()) {
      Map<String, Value> conditions = new LinkedHashMap<>();
      conditions.put("ready", flag(each.ready()));
      conditions.put("serving", flag(each.serving()));
      conditions.put("terminating", flag(each.terminating()));
      Map<String, Value> endpoint = new LinkedHashMap<>();
      endpoint.put(
          "addresses",
          new ListValue(
              0, each.addresses().stream().map(ip -> (Value) scalar(ip.toString())).toList()));
      endpoint.put("conditions", map(conditions));
      if (!each.nodeName().isEmpty()) {
        endpoint.put("nodeName", scalar(each.nodeName()));
      }
      endpoints.add(map(endpoint));
    }
    Map<String, Value> object = new LinkedHashMap<>();
    object.put("addressType", scalar(slice.addressType()));
    object.put("apiVersion", scalar("discovery.k8s.io/v1"));
    object.put("endpoints", new ListValue(0, endpoints));
    object.put("kind", scalar("EndpointSlice"));
    object.put(
        "metadata",
        map(metadata(ref, map(Map.of()), Map.of("kubernetes.io/service-name", slice.service()))));
    return map(object);
  }

  private static MapValue object(
      ObjectRef ref, Map<String, Value> metadata, MapValue spec, Map<String, Value> status) {
    Map<String, Value> object = new LinkedHashMap<>();
    object.put("apiVersion", scalar(ref.apiVersion()));
    object.put("kind", scalar(ref.kind()));
    object.put("metadata", map(metadata));
    object.put("spec", spec);
    object.put("status", map(status));
    return map(object);
  }

  private static Map<String, Value> metadata(
      ObjectRef ref, MapValue written, Map<String, String> labels) {
    Map<String, Value> metadata = new LinkedHashMap<>(written.entries());
    if (!labels.isEmpty()) {
      metadata.put("labels", labels(labels));
    }
    metadata.put("name", scalar(ref.name()));
    if (!ref.namespace().isEmpty()) {
      metadata.put("namespace", scalar(ref.namespace()));
    }
    return metadata;
  }

  private static MapValue labels(Map<String, String> labels) {
    Map<String, Value> values = new LinkedHashMap<>();
    labels.forEach((key, value) -> values.put(key, scalar(value)));
    return map(values);
  }

  private static ListValue condition(String type, boolean holds) {
    Map<String, Value> condition = new LinkedHashMap<>();
    condition.put("status", scalar(holds ? "True" : "False"));
    condition.put("type", scalar(type));
    return new ListValue(0, List.of(map(condition)));
  }

  private static MapValue map(Map<String, ? extends Value> entries) {
    return new MapValue(0, new LinkedHashMap<>(entries), List.of());
  }

  private static ScalarValue scalar(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }

  private static ScalarValue number(int number) {
    return new ScalarValue(0, ScalarValue.Type.INTEGER, "" + number);
  }

  private static ScalarValue flag(boolean is) {
    return new ScalarValue(0, ScalarValue.Type.BOOLEAN, "" + is);
  }
}
