package dev.podlane.cluster;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster of two nodes and four pods with policies, and probes over it in words. */
final class Policed {
  private Policed() {}

  private static final String CLUSTER =
      """
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {role: work}},
       spec: {podCIDRs: [10.244.1.0/24, 'fd00:1::/64']},
       status: {addresses: [{type: InternalIP, address: 192.168.5.1}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2},
       spec: {podCIDR: 10.244.2.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.2}]}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: x, labels: {team: a}}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: bare}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: x, labels: {app: web}},
       spec: {nodeName: n1, containers: [{name: c, ports: [
         {name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]}]},
       status: {phase: Running, podIP: 10.244.1.5, podIPs: [{ip: 10.244.1.5}, {ip: 'fd00:1::5'}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: x, labels: {app: db, tier: back}},
       spec: {nodeName: n2, containers: [{name: c, ports: [{name: http, containerPort: 80}]}]},
       status: {phase: Running, podIP: 10.244.2.6}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far, namespace: bare, labels: {app: web}},
       spec: {nodeName: n2, containers: [{name: c}]},
       status: {phase: Running, podIP: 10.244.2.7}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: host, namespace: x, labels: {app: web}},
       spec: {nodeName: n2, hostNetwork: true, containers: [{name: c}]},
       status: {phase: Running, podIP: 192.168.5.2}}
      """;

  static String policy(String spec) {
    return "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,"
        + " metadata: {name: p, namespace: x}, spec: "
        + spec
        + "}\n";
  }

  static String tiered(String version, String kind, String name, String spec) {
    return "---\n{apiVersion: policy.networking.k8s.io/%s, kind: %s, metadata: {name: %s}, spec: %s}\n"
        .formatted(version, kind, name, spec);
  }

  static String cluster(String name, String spec) {
    return tiered("v1alpha2", "ClusterNetworkPolicy", name, spec);
  }

  private static Party party(Cluster cluster, String text, Ip.Family family) {
    for (Pod pod : cluster.pods()) {
      if (pod.ref().path().equals(text) && !pod.hostNetwork()) {
        return Party.of(pod, family);
      }
    }
    for (Node node : cluster.nodes()) {
      boolean hosts =
          cluster.pods().stream()
              .anyMatch(
                  pod ->
                      pod.hostNetwork()
                          && pod.ref().path().equals(text)
                          && node.name().equals(pod.nodeName()));
      if (node.name().equals(text) || hosts) {
        return Party.of(node, family, family == Ip.Family.IPV4 ? node.internalIp() : null);
      }
    }
    return Party.of(Ip.parse(text));
  }

  static Decision decided(String policies, String probe) {
    Cluster cluster = Described.read(CLUSTER, policies);
    String[] words = probe.split(" ", -1);
    Ip.Family family = words.length > 4 || probe.contains("::") ? Ip.Family.IPV6 : Ip.Family.IPV4;
    return new PolicyIndex(cluster)
        .decide(
            new PolicedPacket(
                party(cluster, words[0], family),
                party(cluster, words[1], family),
                Protocol.valueOf(words[2]),
                Integer.parseInt(words[3])));
  }

  static String text(Decision decision) {
    return decision.verdict().name().toLowerCase(Locale.ROOT);
  }

  static String because(Decision decision) {
    return decision.because().stream()
        .map(
            each ->
                Stream.concat(
                        Stream.of(
                            each.direction() + " " + each.tier() + " " + each.effect(),
                            each.object() == null ? "-" : each.object().name(),
                            each.path()),
                        each.fields().stream()
                            .map(it -> it.field() + ": " + it.wanted() + " / " + it.had()))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }
}
