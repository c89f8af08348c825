package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.control.WorkloadExpansion;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.document.Document;
import dev.podlane.document.read.Documents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The largest cluster there can be settles, each pod with its own address. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LargeTest {
  @Test
  void fiveThousandNodes() {
    StringBuilder text = new StringBuilder();
    text.append("{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: ");
    text.append("{nodeNetwork: {cidr: 10.100.0.0/19}, podCIDR: 172.0.0.0/9, mtu: 1500}}\n");
    for (int i = 0; i < 5_001; i++) {
      text.append("---\n{apiVersion: v1, kind: Node, metadata: {name: n" + i + "}}\n");
    }
    text.append(
        "---\n"
            + "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas:"
            + " 149990,");
    text.append(" template: {spec: {containers: [{name: c}]}}}}\n");
    text.append(
        "---\n"
            + "{apiVersion: apps/v1, kind: Deployment, metadata: {name: picky}, spec: {replicas:"
            + " 10,");
    text.append(" template: {spec: {nodeSelector: {a: b}, containers: [{name: c}]}}}}\n");
    List<Document> documents = Documents.parse("f", text.toString());
    Cluster cluster = Clusters.read(documents);
    assertThat(cluster.nodes()).hasSize(Inventory.MOST_NODES);
    assertThat(cluster.pods()).hasSize(WorkloadExpansion.MOST_PODS);
    assertThat(cluster.pods().stream().map(Pod::podIp).distinct()).hasSize(149_991);
    assertThat(cluster.problems()).extracting(p -> p.code()).contains("limit.nodes", "pod.no-node");
  }
}
