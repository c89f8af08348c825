package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.control.WorkloadExpansion;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import org.junit.jupiter.api.Test;

/** The decisions where documents are silent, and the problems where they contradict each other. */
final class SettlingTest {
  private static String node(String name, String rest) {
    return "---\n{apiVersion: v1, kind: Node, metadata: {name: " + name + "}" + rest + "}\n";
  }

  private static String pod(String name, String spec, String status) {
    return "---\n{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {containers: [{name: c}]"
        + spec
        + "}"
        + (status.isEmpty() ? "" : ", status: {" + status + "}")
        + "}\n";
  }

  private static String deployment(String name, String replicas) {
    return "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: "
        + name
        + "}, spec: {replicas: "
        + replicas
        + ", selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec:"
        + " {containers: [{name: c}]}}}}\n";
  }

  @Test
  void nodesWithoutAddressesGetTheNextFreeOnes() {
    Cluster cluster =
        Described.read(
            node("c", ""),
            node("a", ", spec: {podCIDR: 10.0.1.0/24}"),
            node("b", ", status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}"));
    assertThat(Described.nodes(cluster))
        .isEqualTo("a 10.100.0.3 10.0.1.0/24\nb 10.100.0.2 10.0.0.0/24\nc 10.100.0.4 10.0.2.0/24");
    assertThat(Described.assumptions(cluster))
        .contains("network.node-cidr-from-nodes [10.100.0.0/24]", "node.block [b, 10.0.0.0/24]");
  }

  @Test
  void aDumpOfPodsAloneTellsTheNodes() {
    Cluster cluster =
        Described.read(
            pod("x", ", nodeName: w2", "phase: Running, podIP: 10.244.2.7, hostIP: 192.168.1.12"),
            pod("y", ", nodeName: w1", "phase: Running, podIP: 10.244.1.5, hostIP: 192.168.1.11"),
            pod("z", ", nodeName: w1, hostNetwork: true", "phase: Running, podIP: 192.168.1.11"));
    assertThat(Described.nodes(cluster))
        .isEqualTo("w1 192.168.1.11 10.244.1.0/24\nw2 192.168.1.12 10.244.2.0/24");
    assertThat(Described.pods(cluster))
        .isEqualTo(
            """
            default/x w2 10.244.2.7 c
            default/y w1 10.244.1.5 c
            default/z w1 192.168.1.11 host c\
            """);
    assertThat(cluster.problems()).isEmpty();
    assertThat(cluster.network().podCidr()).hasToString("10.244.0.0/16");
  }

  @Test
  void conflictsAreProblemsAndEverythingStays() {
    String at = ", status: {addresses: [{type: InternalIP, address: 10.100.0.";
    Cluster cluster =
        Described.read(
            node("a", ", spec: {podCIDR: 10.0.0.0/23}" + at + "2}]}"),
            node("b", ", spec: {podCIDR: 10.0.1.0/24}" + at + "2}]}"),
            node("c", ", spec: {podCIDR: 10.100.0.0/25}" + at + "1}]}"),
            pod("p", ", nodeName: a", "podIP: 10.0.0.5"),
            pod("q", ", nodeName: b", "podIP: 10.0.0.5"),
            pod("r", ", nodeName: nowhere", ""),
            pod("s", ", nodeName: b", "podIP: 10.0.0.5, phase: Succeeded"),
            pod("p", ", nodeName: a", "podIP: 10.0.0.5"));
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + String.join(" ", p.args()) + " #" + p.place().document())
        .containsExactly(
            "object.twice Pod default/p 11 #8",
            "pod.unknown-node default/r nowhere #6",
            "node.ip-twice b 10.100.0.2 a #2",
            "node.block-and-nodes c 10.100.0.0/25 10.100.0.0/24 #3",
            "node.blocks b 10.0.1.0/24 a 10.0.0.0/23 #2",
            "pod.ip-outside default/q 10.0.0.5 b 10.0.1.0/24 #5",
            "pod.ip-twice default/p 10.0.0.5 default/q #8");
    assertThat(Described.pods(cluster))
        .isEqualTo(
            "default/q b 10.0.0.5 c\ndefault/r null null PENDING c\n"
                + "default/s b null SUCCEEDED c\ndefault/p a 10.0.0.5 c");
  }

  @Test
  void aFullBlockLeavesPodsWithoutAddress() {
    Cluster cluster =
        Described.read(node("a", ", spec: {podCIDR: 10.0.1.0/29}"), deployment("web", "7"));
    assertThat(cluster.pods().stream().filter(Pod::hasNetwork)).hasSize(5);
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().path())
        .containsExactly("pod.block-full ", "pod.block-full ", "node.block-full spec.podCIDR");
    assertThat(cluster.problems().get(2).args().subList(0, 4))
        .containsExactly("a", "10.0.1.0/29", "5", "2");
    assertThat(cluster.pods().get(6).phase()).isEqualTo(Pod.Phase.PENDING);
  }

  @Test
  void deploymentsAreNotExpandedWhenTheDumpHasTheirPods() {
    String owner = "metadata: {name: web-5d4-x, labels: {a: b, pod-template-hash: 5d4}, ";
    String replicaSet =
        "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4, controller:"
            + " true}]}";
    Cluster cluster =
        Described.read(
            deployment("web", "3"),
            "---\n{apiVersion: v1, kind: Pod, "
                + owner
                + replicaSet
                + ", spec: {containers: [{name: c}]}}");
    assertThat(cluster.pods()).hasSize(1);
    assertThat(cluster.pods().get(0).owner()).hasToString("Deployment default/web");
  }

  @Test
  void replicasAreBounded() {
    Cluster cluster = Described.read(deployment("web", "1000000000"), deployment("more", "1"));
    assertThat(cluster.pods()).hasSize(WorkloadExpansion.MOST_BROUGHT);
    assertThat(cluster.problems())
        .filteredOn(p -> p.code().equals("limit.brought"))
        .extracting(p -> String.join(" ", p.args()))
        .containsExactly("default/web 1000000000 1000 1000", "default/more 1 1000 0");
    assertThat(cluster.problems())
        .filteredOn(p -> p.code().equals("limit.problems"))
        .extracting(p -> String.join(" ", p.args()))
        .containsExactly(
            "pod.block-full " + (WorkloadExpansion.MOST_BROUGHT - 3 * 253 - Diagnostics.MOST));
  }

  @Test
  void schedulingRespectsSelectorsTaintsAndHostPorts() {
    String taint = ", spec: {taints: [{key: k, effect: NoSchedule}]}";
    Cluster cluster =
        Described.read(
            node("a", taint),
            node("b", ", spec: {unschedulable: true}"),
            node("c", ""),
            pod("plain", "", ""),
            pod("tolerant", ", tolerations: [{key: k, operator: Exists}]", ""),
            pod("picky", ", nodeSelector: {disk: ssd}", ""),
            pod(
                "host",
                ", hostNetwork: true, initContainers: [{name: s, restartPolicy: Always,"
                    + " ports: [{containerPort: 53, protocol: UDP}]}]",
                ""),
            pod(
                "host2",
                ", hostNetwork: true, initContainers: [{name: s, restartPolicy: Always,"
                    + " ports: [{containerPort: 53, protocol: UDP}]}]",
                ""));
    assertThat(Described.pods(cluster))
        .isEqualTo(
            """
            default/plain c 10.0.2.2 c
            default/tolerant a 10.0.0.2 c
            default/picky null null PENDING c
            default/host c 10.100.0.4 host s*:53/UDP@53,c
            default/host2 null null host PENDING s*:53/UDP@53,c\
            """);
    assertThat(cluster.problems())
        .extracting(p -> p.code())
        .containsExactly("pod.no-node", "pod.host-network-port");
  }

  @Test
  void twoContainersOnOnePortAreInformation() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, ports:"
                + " [{containerPort: 80}]}, {name: b, ports: [{containerPort: 80}, {containerPort:"
                + " 80, protocol: UDP}]}]}}");
    assertThat(Described.problems(cluster))
        .isEqualTo(
            "INFO port.twice [80/TCP, a, b] test.yaml#1:1"
                + " spec.containers[1].ports[0].containerPort");
    assertThat(cluster.pods()).hasSize(1);
  }

  @Test
  void listsInListsAreReadAndPlacesLeadThroughThem() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: PodList, items: [",
            "{metadata: {name: p, namespace: n}, spec: {containers: [{name: c}]}},",
            "{metadata: {name: P}, spec: {containers: [{name: c}]}}]},",
            "{kind: Widget, apiVersion: x/v1}, 7, {kind: Pod}]}");
    assertThat(cluster.pods()).extracting(p -> p.ref().path()).containsExactly("n/p");
    assertThat(cluster.namespaces()).extracting(KubeNamespace::name).containsExactly("n");
    assertThat(cluster.unused()).hasToString("{Widget=1}");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().line() + " " + p.place().path())
        .containsExactly(
            "object.text 4 items[2]",
            "object.no-kind 4 items[3]",
            "name.invalid 3 items[0].items[1].metadata.name",
            "object.left-out 3 items[0].items[1]",
            "kind.unused 4 items[1]");
  }
}
