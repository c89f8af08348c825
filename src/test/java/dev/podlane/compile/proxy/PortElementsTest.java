package dev.podlane.compile.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Elements that are written on demand are found as those that are there. */
final class PortElementsTest {
  private static final TableName TABLE = new TableName(Family.IP, "kube-proxy");

  private static final String TEXT =
      """
      apiVersion: podlane.dev/v1
      kind: ClusterNetwork
      metadata: {name: n}
      spec: {proxyMode: nftables, kubernetesVersion: "1.37"}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-1}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-2}
      """
          + pod("a", 1)
          + pod("b", 2)
          + service(
              "two", "selector: {app: a}", "ports: [{name: x, port: 80}, {name: y, port: 81}]")
          + service("empty", "selector: {app: none}", "ports: [{port: 80, protocol: UDP}]")
          + service(
              "here", "selector: {app: b}", "internalTrafficPolicy: Local", "ports: [{port: 80}]")
          + service(
              "outside",
              "selector: {app: a}",
              "type: NodePort",
              "ports: [{port: 80, nodePort: 30080}]")
          + service(
              "balanced",
              "selector: {app: b}",
              "type: LoadBalancer",
              "externalTrafficPolicy: Local",
              "externalIPs: [203.0.113.7]",
              "loadBalancerSourceRanges: [198.51.100.0/24]",
              "ports: [{port: 443, nodePort: 30443}]")
          + "status: {loadBalancer: {ingress: [{ip: 203.0.113.80}]}}\n";

  private static String pod(String name, int node) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: NAME, labels: {app: NAME}}
    spec:
      nodeName: node-NODE
      containers: [{name: c, image: i, ports: [{containerPort: 80}]}]
    """
        .replace("NAME", name)
        .replace("NODE", "" + node);
  }

  private static String service(String name, String... spec) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: "
        + name
        + "}\nspec:\n  "
        + String.join("\n  ", spec)
        + "\n";
  }

  /** Of a cluster that nobody has asked before. */
  private static Map<String, NamedSet> sets(String node) {
    return Compiler.compile(Clusters.read(Documents.parse("a.yaml", TEXT)))
        .network()
        .namespace(node)
        .orElseThrow()
        .ruleset()
        .table(TABLE)
        .orElseThrow()
        .sets();
  }

  private static List<List<Datum>> keys(NamedSet set) {
    List<List<Datum>> keys = new ArrayList<>();
    for (Element each : set.elements()) {
      List<Datum> key = each.key().stream().map(Span::first).toList();
      keys.add(key);
      for (int part = 0; part < key.size(); part++) {
        List<Datum> other = new ArrayList<>(key);
        other.set(part, key.get(part).next());
        keys.add(other);
      }
    }
    return keys;
  }

  @Test
  void aLookupFindsWhatTheListHas() {
    int found = 0;
    for (String node : List.of("node-1", "node-2")) {
      for (NamedSet listed : sets(node).values()) {
        NamedSet there = listed.withOnly(listed.elements());
        NamedSet asked = Objects.requireNonNull(sets(node).get(listed.name()));
        for (List<Datum> key : keys(listed)) {
          assertThat(asked.find(key)).as(node + " " + listed.name()).isEqualTo(there.find(key));
          found += there.find(key) == null ? 0 : 1;
        }
        assertThat(asked).isEqualTo(there);
      }
    }
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void anAddressOfTwoPortsIsListedOnce() {
    NamedSet addresses = Objects.requireNonNull(sets("node-1").get("cluster-ips"));
    assertThat(addresses.elements()).hasSize(5).doesNotHaveDuplicates();
  }
}
