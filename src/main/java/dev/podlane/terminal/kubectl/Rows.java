package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.workspace.ObjectFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of objects as kubectl prints them (pkg/printers/internalversion). */
final class Rows {
  private static final String NONE = "<none>";

  /** The age of what the documents hold: they do not tell it. */
  private static final String UNKNOWN = "<unknown>";

  private static final int SHOWN = 3;

  private final State state;
  private final ObjectFields fields;
  private final boolean wide;

  Rows(State state, boolean wide) {
    this.state = state;
    this.fields = new ObjectFields(state);
    this.wide = wide;
  }

  List<String> of(ObjectRef ref) {
    PodState pod = ref.kind().equals("Pod") ? state.pods().pods().get(ref.path()) : null;
    if (pod != null) {
      return pod(pod);
    }
    WorkloadState workload = state.workloads().get(ref.toString());
    if (workload != null) {
      return workload(workload);
    }
    NodeState node = ref.kind().equals("Node") ? state.nodes().get(ref.name()) : null;
    if (node != null) {
      return node(node.node());
    }
    Service service = ref.kind().equals("Service") ? state.base().service(ref.path()) : null;
    if (service != null) {
      return service(service);
    }
    return switch (ref.kind()) {
      case "EndpointSlice" -> slice(ref);
      case "PodDisruptionBudget" -> BudgetText.row(ref, state);
      case "NetworkPolicy" -> List.of(ref.name(), Tables.some(fields.podSelector(ref)), UNKNOWN);
      case "CronJob" -> cronJob(ref);
      case "HorizontalPodAutoscaler" -> autoscaler(ref);
      case "Namespace" -> List.of(ref.name(), "Active", UNKNOWN);
      default -> List.of(ref.name());
    };
  }

  private List<String> pod(PodState pod) {
    PodText text = PodText.of(pod, state);
    List<String> row = new ArrayList<>();
    row.add(pod.ref().name());
    row.add(text.ready());
    row.add(text.status());
    row.add(text.restarts());
    row.add(Ages.of(state.now(), pod.identity().createdAt()));
    if (wide) {
      row.add(pod.ip() == null ? NONE : pod.ip().toString());
      row.add(pod.nodeName() == null ? NONE : pod.nodeName());
      row.add(NONE);
      row.add(NONE);
    }
    return row;
  }

  private List<String> node(Node node) {
    String ready = node.ready() ? "Ready" : "NotReady";
    String text = node.schedulable() ? ready : ready + ",SchedulingDisabled";
    String roles =
        node.labels().keySet().stream()
            .filter(each -> each.startsWith("node-role.kubernetes.io/"))
            .map(each -> each.substring("node-role.kubernetes.io/".length()))
            .collect(Collectors.joining(","));
    List<String> row =
        new ArrayList<>(List.of(node.name(), text, Tables.some(roles), UNKNOWN, version(node)));
    if (wide) {
      row.add(node.internalIp() == null ? NONE : node.internalIp().toString());
      List<Ip> outside = node.traits().externalIps();
      row.add(outside.isEmpty() ? NONE : outside.get(0).toString());
    }
    return row;
  }

  /** The version of its kubelet, or that of the cluster, of which no patch is known. */
  private String version(Node node) {
    String told = fields.text(node.ref(), "status", "nodeInfo", "kubeletVersion");
    int minor = state.base().cluster().network().proxy().minorVersion();
    return told.isEmpty() ? "v1." + minor : told;
  }

  private List<String> cronJob(ObjectRef ref) {
    long active =
        state.workloads().all().values().stream()
            .filter(each -> ref.equals(each.owner()) && each.job() != null)
            .filter(each -> JobText.row(each, state).get(1).equals("Running"))
            .count();
    String suspended = fields.text(ref, "spec", "suspend").equals("true") ? "True" : "False";
    String zone = Tables.some(fields.text(ref, "spec", "timeZone"));
    String schedule = fields.text(ref, "spec", "schedule");
    return List.of(ref.name(), schedule, zone, suspended, "" + active, NONE, UNKNOWN);
  }

  private List<String> autoscaler(ObjectRef ref) {
    String kind = fields.text(ref, "spec", "scaleTargetRef", "kind");
    String name = fields.text(ref, "spec", "scaleTargetRef", "name");
    String namespace = ref.namespace().isEmpty() ? "default" : ref.namespace();
    WorkloadState target = state.workloads().get(kind + " " + namespace + "/" + name);
    String least = fields.text(ref, "spec", "minReplicas");
    return List.of(
        ref.name(),
        kind + "/" + name,
        fields.targets(ref),
        least.isEmpty() ? "1" : least,
        fields.text(ref, "spec", "maxReplicas"),
        "" + (target == null ? 0 : target.replicas()),
        UNKNOWN);
  }

  private List<String> service(Service each) {
    String ports = each.ports().stream().map(Rows::port).collect(Collectors.joining(","));
    String ip = each.headless() ? "None" : each.clusterIp() == null ? NONE : "" + each.clusterIp();
    List<String> row =
        new ArrayList<>(
            List.of(
                each.ref().name(),
                each.type().text(),
                ip,
                outside(each),
                Tables.some(ports),
                UNKNOWN));
    if (wide) {
      row.add(each.selector() == null ? NONE : each.selector().toString());
    }
    return row;
  }

  /** As getServiceExternalIP in pkg/printers/internalversion/printers.go. */
  private static String outside(Service service) {
    List<String> all = new ArrayList<>();
    boolean isBalanced = service.type() == Service.Type.LOAD_BALANCER;
    if (isBalanced) {
      service.loadBalancer().ingress().stream()
          .flatMap(entry -> entry.addresses().stream())
          .forEach(address -> all.add(address.toString()));
    }
    service.externalIps().forEach(address -> all.add(address.toString()));
    return all.isEmpty() ? isBalanced ? "<pending>" : NONE : String.join(",", all);
  }

  private static String port(ServicePort port) {
    String node = port.nodePort() > 0 ? ":" + port.nodePort() : "";
    return port.port() + node + "/" + port.protocol();
  }

  private List<String> slice(ObjectRef ref) {
    for (List<EndpointSlice> all : state.slices().values()) {
      for (EndpointSlice each : all) {
        if (each.ref().equals(ref)) {
          String ports =
              each.ports().stream().map(it -> "" + it.number()).collect(Collectors.joining(","));
          List<String> addresses =
              each.endpoints().stream().map(it -> it.addresses().get(0).toString()).toList();
          return List.of(
              ref.name(),
              each.addressType(),
              ports.isEmpty() ? "<unset>" : ports,
              few(addresses),
              UNKNOWN);
        }
      }
    }
    return List.of(ref.name(), "", "", "", UNKNOWN);
  }

  /** Three of them, and how many there are besides. */
  static String few(List<String> all) {
    String first = all.stream().limit(SHOWN).collect(Collectors.joining(","));
    int more = all.size() - SHOWN;
    return all.isEmpty() ? "<unset>" : more > 0 ? first + " + " + more + " more..." : first;
  }

  private List<String> workload(WorkloadState each) {
    boolean isDeployment = each.ref().kind().equals("Deployment");
    int ready = isDeployment ? each.rollout().ready() : each.counts().ready();
    int current = each.counts().replicas();
    String age = Ages.of(state.now(), each.createdAt());
    String name = each.ref().name();
    String kind = each.ref().kind();
    List<String> row =
        new ArrayList<>(
            switch (kind) {
              case "Deployment" ->
                  List.of(
                      name,
                      ready + "/" + each.replicas(),
                      "" + each.rollout().updated(),
                      "" + each.rollout().available(),
                      age);
              case "ReplicaSet" ->
                  List.of(name, "" + each.replicas(), "" + current, "" + ready, age);
              case "StatefulSet" -> List.of(name, ready + "/" + each.replicas(), age);
              case "DaemonSet" ->
                  List.of(
                      name,
                      "" + current,
                      "" + current,
                      "" + ready,
                      "" + updated(each, state),
                      "" + each.counts().available(),
                      selector(each),
                      age);
              case "Job" -> JobText.row(each, state);
              default -> List.of(name);
            });
    if (wide && row.size() > 1) {
      row.add(joined(each, Container::name));
      row.add(joined(each, Container::image));
      if (!kind.equals("StatefulSet")) {
        row.add(each.selector().toString());
      }
    }
    return row;
  }

  private static String selector(WorkloadState each) {
    String text =
        each.template().spec().nodeSelector().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return Tables.some(text);
  }

  /** Pods of a DaemonSet or StatefulSet that have its present template. */
  static int updated(WorkloadState set, State state) {
    return (int)
        state.pods().controlledBy(set.ref()).stream()
            .filter(each -> each.identity().template().hash() == set.template().hash())
            .filter(each -> each.deletion() == null)
            .count();
  }

  private static String joined(WorkloadState each, Function<Container, String> part) {
    return each.template().spec().containers().stream()
        .filter(it -> !it.sidecar())
        .map(part)
        .collect(Collectors.joining(","));
  }
}
