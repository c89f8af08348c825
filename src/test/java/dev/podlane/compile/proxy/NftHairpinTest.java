package dev.podlane.compile.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod is its own backend: its node, and no other, has it among the hairpin connections. */
final class NftHairpinTest {
  private static final String CLUSTER =
      """
      apiVersion: podlane.dev/v1
      kind: ClusterNetwork
      metadata: {name: n}
      spec: {proxyMode: nftables, kubernetesVersion: "1.37"}
      ---
      """
          + node(1)
          + node(2)
          + node(3);

  private static String node(int number) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: node-N}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web-N, labels: {app: web-N}}
    spec:
      nodeName: node-N
      containers: [{name: c, image: i, ports: [{containerPort: 80}]}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web-N}
    spec: {clusterIP: 10.200.0.N, selector: {app: web-N}, ports: [{port: 80}]}
    ---
    """
        .replace("N", "" + number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aPodReachesItselfOnEveryNode(int number) {
    Network network = Compiler.compile(Clusters.read(Documents.parse("a.yaml", CLUSTER))).network();
    for (int before = 1; before <= 3; before++) {
      Console.run(network, new Memory(), "node-" + before, "nft list ruleset");
    }
    Ip service = Ip.parse("10.200.0." + number);
    Probe probe = Probe.from("default/web-" + number).tcp(service, 80).withSeed(1);

    String set =
        Console.run(
                network,
                new Memory(),
                "node-" + number,
                "nft list set ip kube-proxy hairpin-connections")
            .text();
    Outcome outcome = Walker.walk(network, probe, new Memory()).outcome();

    assertThat(set.split("elements", -1)).hasSize(2);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.DELIVERED);
  }
}
