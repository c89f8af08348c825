package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever documents say, a cluster comes out of them, the same one each time. */
final class RandomManifestsTest {
  private static final List<String> KINDS =
      List.of(
          "Pod",
          "Node",
          "Deployment",
          "ReplicaSet",
          "Namespace",
          "ClusterNetwork",
          "Thing",
          "List");
  private static final List<String> WORDS =
      List.of(
          "metadata",
          "spec",
          "status",
          "name",
          "namespace",
          "labels",
          "containers",
          "ports",
          "containerPort",
          "template",
          "selector",
          "matchLabels",
          "replicas",
          "nodeName",
          "podIP",
          "podIPs",
          "ip",
          "podCIDR",
          "podCIDRs",
          "addresses",
          "type",
          "address",
          "gatewayRoutes",
          "nodeNetwork",
          "cidr",
          "gateway",
          "nodeMaskSize",
          "items",
          "ownerReferences",
          "taints",
          "hostNetwork",
          "phase",
          "conditions",
          "protocol",
          "hostPort",
          "mtu",
          "<<");
  private static final List<String> VALUES =
      List.of(
          "a",
          "node-1",
          "80",
          "70000",
          "-1",
          "true",
          "null",
          "''",
          "10.0.0.5",
          "10.0.0.0/24",
          "10.0.0.0/31",
          "0.0.0.0/0",
          "fd00::1",
          "InternalIP",
          "Running",
          "Pending",
          "TCP",
          "bridge",
          "default via 10.100.0.2",
          "x/y",
          "1e9",
          "[]",
          "{}",
          "<script>");

  private Random random = new Random(0);

  @RepeatedTest(500)
  void anythingCanBeRead(RepetitionInfo repetition) {
    random = new Random(repetition.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(6); i++) {
      String kind = pick(KINDS);
      String group = kind.equals("ClusterNetwork") ? "podlane.dev/v1" : "v1";
      String version = kind.endsWith("t") || kind.equals("ReplicaSet") ? "apps/v1" : group;
      text.append("---\napiVersion: " + (kind.equals("List") ? "v1" : version) + "\n");
      text.append("kind: " + kind + "\n");
      for (String part : List.of("metadata", "spec", "status", "items")) {
        text.append(part + ": " + tree(0) + "\n");
      }
    }
    List<Document> documents = parse(text.toString());
    Cluster cluster = Clusters.read(documents);
    assertThat(cluster).isEqualTo(Clusters.read(documents));
    assertThat(cluster.problems()).allMatch(p -> !p.place().equals(Place.NOWHERE));
    check(cluster);
  }

  @RepeatedTest(60)
  void addressesAreGivenOnce(RepetitionInfo repetition) {
    random = new Random(repetition.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(6); i++) {
      String block = random.nextBoolean() ? "" : ", spec: {podCIDR: 10.0." + (2 * i) + ".0/27}";
      text.append("---\n{apiVersion: v1, kind: Node, metadata: {name: n" + i + "}" + block + "}\n");
    }
    for (int i = 0; i < random.nextInt(5); i++) {
      text.append(
          "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: d"
              + i
              + "}, spec: {replicas: "
              + random.nextInt(40)
              + ", template: {spec: {containers: [{name: c}]}}}}\n");
    }
    text.append(
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}]}}");
    Cluster cluster = Clusters.read(parse(text.toString()));
    check(cluster);
    Set<Ip> seen = new HashSet<>();
    cluster.nodes().forEach(node -> assertThat(seen.add(node.internalIp())).isTrue());
    for (Pod pod : cluster.pods()) {
      Ip ip = pod.podIp();
      if (ip != null) {
        assertThat(seen.add(ip)).as(pod.toString()).isTrue();
      }
    }
    assertThat(cluster.pods().stream().map(Pod::ref)).doesNotHaveDuplicates();
  }

  private static void check(Cluster cluster) {
    Set<String> nodes = new HashSet<>();
    cluster.nodes().forEach(node -> nodes.add(node.name()));
    assertThat(nodes).hasSize(cluster.nodes().size());
    assertThat(nodes.isEmpty() && !cluster.pods().isEmpty()).isFalse();
    for (Pod pod : cluster.pods()) {
      assertThat(pod.nodeName() == null || nodes.contains(pod.nodeName())).isTrue();
      assertThat(NameValidation.isSubdomain(pod.name())).isTrue();
      assertThat(pod.phase() == Pod.Phase.RUNNING && !pod.hasNetwork()).isFalse();
    }
  }

  private static List<Document> parse(String text) {
    return Documents.parse("f.yaml", text);
  }

  private String tree(int depth) {
    int choice = random.nextInt(depth > 4 ? 1 : 4);
    StringBuilder text = new StringBuilder();
    if (choice == 0) {
      return pick(VALUES).startsWith("default")
          ? "'default via 10.100.0.2'"
          : "'" + pick(VALUES).replace("'", "") + "'";
    }
    if (choice == 1) {
      text.append('[');
      for (int i = 0; i < random.nextInt(3); i++) {
        text.append(tree(depth + 1)).append(", ");
      }
      return text.append(']').toString();
    }
    text.append('{');
    for (int i = 0; i < random.nextInt(8); i++) {
      String word = pick(WORDS);
      String value = random.nextInt(3) == 0 ? scalar() : tree(depth + 1);
      text.append(word.equals("<<") ? "x" : word).append(": ").append(value).append(", ");
    }
    return text.append('}').toString();
  }

  private String scalar() {
    String value = pick(VALUES);
    return value.startsWith("fd00") ? "'fd00::1'" : value;
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
