package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Descriptions of Services, EndpointSlices and nodes. */
final class DescribedNetwork {
  private static final String NONE = "<none>";

  private final State state;
  private final KubectlWords words;

  DescribedNetwork(State state, KubectlWords words) {
    this.state = state;
    this.words = words;
  }

  List<String> service(Named named) {
    String path = words.namespace() + "/" + named.name();
    Service service = state.base().service(path);
    if (service == null) {
      throw named.notFound();
    }
    List<List<String>> fields = Tables.heading(named.name(), words.namespace());
    Tables.labels(fields, "Labels:", service.labels());
    fields.add(
        List.of("Selector:", service.selector() == null ? NONE : service.selector().toString()));
    fields.add(List.of("Type:", service.type().text()));
    fields.add(List.of("IP:", service.headless() ? "None" : "" + service.clusterIp()));
    for (ServicePort port : service.ports()) {
      String name = port.name().isEmpty() ? "<unset>" : port.name();
      String target = port.targetName().isEmpty() ? "" + port.target() : port.targetName();
      fields.add(List.of("Port:", name + "  " + port.port() + "/" + port.protocol()));
      fields.add(List.of("TargetPort:", target + "/" + port.protocol()));
      if (port.nodePort() > 0) {
        fields.add(List.of("NodePort:", name + "  " + port.nodePort() + "/" + port.protocol()));
      }
      fields.add(List.of("Endpoints:", endpoints(path, port)));
    }
    boolean sticks = service.traffic().affinitySeconds() > 0;
    fields.add(List.of("Session Affinity:", sticks ? "ClientIP" : "None"));
    fields.add(
        List.of(
            "Internal Traffic Policy:", service.traffic().internalLocal() ? "Local" : "Cluster"));
    return Tables.fields(fields);
  }

  private String endpoints(String service, ServicePort port) {
    List<String> found = new ArrayList<>();
    for (EndpointSlice slice : state.slices().getOrDefault(service, List.of())) {
      for (EndpointSlice.Port each : slice.ports()) {
        if (each.name().equals(port.name())) {
          slice.endpoints().stream()
              .filter(EndpointSlice.Endpoint::ready)
              .forEach(it -> found.add(it.addresses().get(0) + ":" + each.number()));
        }
      }
    }
    return found.isEmpty() ? "" : Rows.few(found);
  }

  List<String> node(Named named) {
    NodeState known = state.nodes().get(named.name());
    if (known == null) {
      throw named.notFound();
    }
    Node node = known.node();
    List<List<String>> fields = Tables.heading(node.name(), "");
    Tables.labels(fields, "Labels:", node.labels());
    String taints =
        node.taints().stream()
            .map(
                each ->
                    each.key()
                        + (each.value().isEmpty() ? "" : "=" + each.value())
                        + ":"
                        + each.effect())
            .collect(Collectors.joining(", "));
    fields.add(List.of("Taints:", Tables.some(taints)));
    fields.add(List.of("Unschedulable:", "" + !node.schedulable()));
    List<String> lines = new ArrayList<>(Tables.fields(fields));
    String ready = known.isUnreachable() ? "Unknown" : node.ready() ? "True" : "False";
    lines.add("Conditions:");
    lines.add("  Type    Status");
    lines.add("  Ready   " + ready);
    lines.add("Addresses:");
    lines.add("  InternalIP:  " + Objects.requireNonNullElse(node.internalIp(), NONE));
    lines.add("PodCIDR:  " + Objects.requireNonNullElse(node.podCidr(), NONE));
    List<PodState> pods =
        state.pods().on(node.name()).stream().filter(pod -> !pod.isFinished()).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  Namespace", "Name"));
    rows.add(List.of("  ---------", "----"));
    pods.forEach(pod -> rows.add(List.of("  " + pod.ref().namespace(), pod.ref().name())));
    String title = "Non-terminated Pods:  (" + pods.size() + " in total)";
    lines.addAll(Tables.describing(title, rows, 0));
    return lines;
  }

  List<String> slice(Named named) {
    for (List<EndpointSlice> all : state.slices().values()) {
      for (EndpointSlice each : all) {
        boolean isIt = each.ref().path().equals(words.namespace() + "/" + named.name());
        if (isIt) {
          return slice(each);
        }
      }
    }
    throw named.notFound();
  }

  private static List<String> slice(EndpointSlice slice) {
    List<List<String>> fields = Tables.heading(slice.ref().name(), slice.ref().namespace());
    Map<String, String> labels = new TreeMap<>();
    labels.put("kubernetes.io/service-name", slice.service());
    Tables.labels(fields, "Labels:", labels);
    fields.add(List.of("AddressType:", slice.addressType()));
    List<String> lines = new ArrayList<>(Tables.fields(fields));
    List<List<String>> ports = new ArrayList<>();
    ports.add(List.of("  Name", "Port", "Protocol"));
    ports.add(List.of("  ----", "----", "--------"));
    for (EndpointSlice.Port each : slice.ports()) {
      String name = each.name().isEmpty() ? "<unset>" : each.name();
      ports.add(List.of("  " + name, "" + each.number(), "" + each.protocol()));
    }
    lines.addAll(Tables.describing("Ports:", ports, 2));
    lines.add("Endpoints:");
    for (EndpointSlice.Endpoint each : slice.endpoints()) {
      String pod = each.pod().substring(each.pod().indexOf('/') + 1);
      lines.add("  - Addresses:  " + each.addresses().get(0));
      lines.add("    Conditions:");
      lines.add("      Ready:    " + each.ready());
      lines.add("    Hostname:   " + (each.hostname().isEmpty() ? "<unset>" : each.hostname()));
      lines.add("    TargetRef:  " + (pod.isEmpty() ? "<unset>" : "Pod/" + pod));
      lines.add("    NodeName:   " + (each.nodeName().isEmpty() ? "<unset>" : each.nodeName()));
      lines.add("    Zone:       " + (each.zone().isEmpty() ? "<unset>" : each.zone()));
    }
    return lines;
  }
}
