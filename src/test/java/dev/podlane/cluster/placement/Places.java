package dev.podlane.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.placement.PlacedPods.PlacedPod;
import dev.podlane.cluster.placement.PodView.Placing;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.cluster.read.NodeAffinity;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pods and nodes for tests, read from short texts. */
final class Places {
  private Places() {}

  /** Fields of YAML text, which must be without problems. */
  static Fields yaml(String text) {
    List<Problem> problems = new ArrayList<>();
    MapValue root = (MapValue) Documents.parse("t.yaml", text).get(0).root();
    assertThat(problems).isEmpty();
    return Fields.of(Place.NOWHERE, root, problems::add);
  }

  /** Labels such as {@code zone=z1,node=a}. */
  static SortedMap<String, String> labels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] pair = part.split("=", 2);
      labels.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    return labels;
  }

  static NodeView node(String name, String labels) {
    return node(name, labels, "cpu: '10', memory: 20Gi");
  }

  static NodeView node(String name, String labels, String allocatable) {
    Resources resources =
        ResourceReader.allocatable(yaml("{status: {allocatable: {" + allocatable + "}}}"));
    return new NodeView(name, labels(labels), false, List.of(), resources);
  }

  static NodeView tainted(NodeView node, boolean cordoned, Taint... taints) {
    return new NodeView(node.name(), node.labels(), cordoned, List.of(taints), node.allocatable());
  }

  static PodView pod(String labels) {
    return pod("default", labels, "{}");
  }

  /** A pod with requests and rules of a spec. */
  static PodView pod(String namespace, String labels, String spec) {
    Fields fields = yaml(spec);
    return new PodView(
        namespace,
        labels(labels),
        "",
        ResourceReader.requests(fields),
        fields.textMap("nodeSelector"),
        NodeAffinity.NONE,
        List.of(),
        List.of(),
        PlacingReader.read(fields, labels(labels)));
  }

  static PodView owned(PodView pod, String owner) {
    return new PodView(
        pod.namespace(),
        pod.labels(),
        owner,
        pod.requests(),
        pod.nodeSelector(),
        pod.nodeAffinity(),
        pod.tolerations(),
        pod.hostPorts(),
        pod.placing());
  }

  static PodView tolerating(Toleration... tolerations) {
    return new PodView(
        "default",
        new TreeMap<>(),
        "",
        Resources.NONE,
        new TreeMap<>(),
        NodeAffinity.NONE,
        List.of(tolerations),
        List.of(),
        Placing.ANYWHERE);
  }

  /** A pod with ports such as {@code TCP/127.0.0.1/80}, separated by blanks. */
  static PodView ports(String ports) {
    List<HostPort> taken = new ArrayList<>();
    for (String port : ports.split(" ", -1)) {
      String[] parts = port.split("/", 3);
      taken.add(new HostPort(parts[0], Integer.parseInt(parts[2]), parts[1]));
    }
    return new PodView(
        "default",
        new TreeMap<>(),
        "",
        Resources.NONE,
        new TreeMap<>(),
        NodeAffinity.NONE,
        List.of(),
        taken,
        Placing.ANYWHERE);
  }

  static PlacedPod on(String node, PodView pod) {
    return new PlacedPod(pod, node, false);
  }
}
