package dev.podlane.compile.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.compile.Origin;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Elements;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a node with many rules the first chains are told, and with them what they are for. */
class FirstChainsTest {
  private static final int SERVICES = 40;

  @ParameterizedTest
  @CsvSource({"iptables,1", "iptables,30", "nftables,1", "nftables,30"})
  void theOriginsOfTheFirstChainsAreThoseThatAllChainsTell(String mode, int chains) {
    Compiled compiled = Compiler.compile(Clusters.read(Documents.parse("", manifests(mode))));
    NetworkNamespace node = compiled.network().namespace("a").orElseThrow();
    Map<String, Origin> all = compiled.provenance().of("a");
    Map<String, Origin> first = compiled.provenance().of("a", chains);

    Map<String, Origin> told = new HashMap<>(first);
    told.keySet().retainAll(Elements.of(node, chains).keySet());
    Map<String, Origin> same = new HashMap<>(all);
    same.keySet().retainAll(Elements.of(node, chains).keySet());
    assertThat(told).isEqualTo(same);
    assertThat(all.keySet()).containsAll(first.keySet());
    assertThat(first).hasSizeLessThan(all.size());
  }

  private static String manifests(String mode) {
    String network =
        """
        {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: {proxyMode: %s}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.0.1.0/24}}
        """
            .formatted(mode);
    String services =
        IntStream.range(0, SERVICES)
            .mapToObj(
                at ->
                    """
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: s%1$d}
                    spec:
                      selector: {app: s%1$d}
                      ports: [{port: 80}]
                      internalTrafficPolicy: %2$s
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p%1$d, labels: {app: s%1$d}}
                    spec: {nodeName: a, containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
                    """
                        .formatted(at, at % 3 == 0 ? "Local" : "Cluster"))
            .collect(Collectors.joining());
    return network + services;
  }
}
