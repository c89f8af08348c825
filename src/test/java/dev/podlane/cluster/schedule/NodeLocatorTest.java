package dev.podlane.cluster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Described;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import org.junit.jupiter.api.Test;

/** Pods of a dump that tell an address and not their node are put where they are. */
final class NodeLocatorTest {
  private static String node(String name, String ip, String block) {
    return "---\n{apiVersion: v1, kind: Node, metadata: {name: %s}, spec: {%s}, status: {%s}}\n"
        .formatted(
            name,
            block.isEmpty() ? "" : "podCIDR: " + block,
            ip.isEmpty() ? "" : "addresses: [{type: InternalIP, address: " + ip + "}]");
  }

  private static String pod(String name, String spec, String status) {
    return ("---\n{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {%scontainers: [{name:"
            + " c}]}, status: {phase: Running, %s}}\n")
        .formatted(name, spec, status);
  }

  @Test
  void byTheHostsAddressOrTheNodesBlock() {
    Cluster cluster =
        Described.read(
            node("a", "10.1.0.11", "10.244.1.0/24"),
            node("b", "10.1.0.12", "10.244.2.0/24"),
            pod("by-host", "", "podIP: 10.244.2.7, hostIP: 10.1.0.12"),
            pod("by-hosts", "", "podIP: 10.244.2.8, hostIPs: [{ip: 'fd00::2'}, {ip: 10.1.0.12}]"),
            pod("by-block", "", "podIP: 10.244.1.9"),
            pod("on-host", "hostNetwork: true, ", "podIP: 10.1.0.11"),
            pod("hidden", "nodeName: '***HIDDEN***', ", "podIP: 10.244.1.10"));
    assertThat(cluster.pods())
        .extracting(p -> p.name() + " " + p.nodeName() + " " + p.podIp())
        .containsExactly(
            "by-host b 10.244.2.7",
            "by-hosts b 10.244.2.8",
            "by-block a 10.244.1.9",
            "on-host a 10.1.0.11",
            "hidden a 10.244.1.10");
    assertThat(cluster.pods()).allMatch(Pod::hasNetwork);
    assertThat(Described.problems(cluster))
        .isEqualTo("WARNING value.hidden [***HIDDEN***]" + " test.yaml#7:20 spec.nodeName");
    assertThat(Described.assumptions(cluster))
        .contains("pod.node-by-host [default/by-host, b, 10.1.0.12]")
        .contains("pod.node-by-block [default/by-block, a, 10.244.1.0/24]");
  }

  @Test
  void onePodWhoseNodeNobodyTellsHasNoNetworkAndThatIsSaid() {
    Cluster cluster =
        Described.read(
            node("a", "10.1.0.11", "10.244.1.0/24"), pod("lost", "", "podIP: 10.99.0.7"));
    assertThat(cluster.pods()).noneMatch(Pod::hasNetwork);
    assertThat(Described.problems(cluster))
        .isEqualTo("ERROR pod.lost [default/lost, 10.99.0.7] test.yaml#2:5 status.podIP");
  }

  @Test
  void blocksOfNodesThatHaveNoneAreWhereTheLostPodsAre() {
    Cluster cluster =
        Described.read(
            pod("p", "", "podIP: 10.244.9.7"),
            pod("q", "", "podIP: 10.244.3.7"),
            pod("r", "", "podIP: 10.244.5.7"),
            pod("s", "", "podIP: 10.244.4.7"));
    assertThat(cluster.pods()).allMatch(Pod::hasNetwork);
    assertThat(cluster.nodes())
        .extracting(n -> "" + n.podCidr())
        .containsExactly("10.244.3.0/24", "10.244.4.0/24", "10.244.5.0/24", "10.244.9.0/24");
    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void hostsWithoutNodeObjectsAreAssumedWhereRunningPodsAre() {
    Cluster cluster =
        Described.read(
            pod("p", "", "podIP: 10.244.1.7, hostIP: 10.1.0.12"),
            pod("q", "", "podIP: 10.244.2.7, hostIP: 10.1.0.11"));
    assertThat(Described.nodes(cluster))
        .isEqualTo("node-1 10.1.0.11 10.244.2.0/24\nnode-2 10.1.0.12 10.244.1.0/24");
    Cluster partial =
        Described.read(
            node("a", "10.1.0.11", "10.244.1.0/24"),
            pod("p", "nodeName: b, ", "podIP: 10.244.2.7, hostIP: 10.1.0.12"),
            "---\n{apiVersion: v1, kind: Pod, metadata: {name: typo}, spec: {nodeName: c,"
                + " containers: [{name: c}]}}");
    assertThat(Described.nodes(partial))
        .isEqualTo("a 10.1.0.11 10.244.1.0/24\nb 10.1.0.12 10.244.2.0/24");
    assertThat(Described.assumptions(partial)).contains("node.by-pods [b]");
    assertThat(Described.problems(partial)).contains("pod.unknown-node [default/typo, c]");
  }

  @Test
  void whatAStatusSaysIsKept() {
    Cluster cluster =
        Described.read(
            node("a", "10.1.0.11", "10.244.1.0/24"),
            "---\n{apiVersion: v1, kind: Pod, metadata: {name: p, deletionTimestamp:"
                + " '2026-01-01T00:00:00Z', managedFields: [{manager: x, fieldsV1: {f: {}}}]},"
                + " spec: {nodeName: a, hostname: h, subdomain: s, containers: [{name: c}]},"
                + " status: {phase: Running, podIP: 10.244.1.7, podIPs: [{ip: 10.244.1.7}, {ip:"
                + " 'fd00::7'}]}}");
    PodTraits traits = cluster.pods().get(0).traits();
    assertThat(traits.terminating()).isTrue();
    assertThat(traits.addresses()).hasToString("[10.244.1.7, fd00::7]");
    assertThat(traits.hostname() + "." + traits.subdomain()).isEqualTo("h.s");
    assertThat(cluster.problems()).extracting(p -> p.code()).containsExactly("cluster.dual-stack");
  }
}
