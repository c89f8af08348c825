package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import org.junit.jupiter.api.Test;

/** Rules 2, 5, 7 and 8: what runs out is said, with the names of those who go without. */
final class ExhaustionTest {
  private static String node(String name, String spec) {
    return "---\n{apiVersion: v1, kind: Node, metadata: {name: %s}, spec: {%s}}\n"
        .formatted(name, spec);
  }

  private static String pod(String name) {
    return ("---\n{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {nodeName: n, containers:"
            + " [{name: c}]}}\n")
        .formatted(name);
  }

  @Test
  void aBlockWithRoomForOnePodNamesTheOthers() {
    Cluster cluster =
        Described.read(
            node("n", "podCIDR: 10.0.1.0/30"), pod("a"), pod("b"), pod("c"), pod("d"), pod("e"));
    assertThat(cluster.pods().stream().filter(Pod::hasNetwork)).hasSize(1);
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + String.join(" ", p.args()) + " @" + p.place().path())
        .containsExactly(
            "pod.block-full default/b n 10.0.1.0/30 @",
            "pod.block-full default/c n 10.0.1.0/30 @",
            "pod.block-full default/d n 10.0.1.0/30 @",
            "pod.block-full default/e n 10.0.1.0/30 @",
            "node.block-full n 10.0.1.0/30 1 4 default/b, default/c, default/d, default/e"
                + " @spec.podCIDR");
  }

  @Test
  void aNetworkOfTwoBlocksServesTwoNodes() {
    String network =
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podCIDR:"
            + " 10.0.0.0/16, nodeMaskSize: 17}}\n";
    Cluster cluster =
        Described.read(
            network,
            node("a", "podCIDR: 10.0.1.0/24"),
            node("b", "podCIDR: 10.0.2.0/24"),
            node("c", ""),
            node("n", ""),
            pod("p"));
    assertThat(cluster.nodes())
        .extracting(n -> "" + n.podCidr())
        .containsExactly("10.0.1.0/24", "10.0.2.0/24", "10.0.128.0/17", "null");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + String.join(" ", p.args()))
        .containsExactly("node.no-block n 10.0.0.0/16 17", "pod.no-block default/p n");
  }
}
