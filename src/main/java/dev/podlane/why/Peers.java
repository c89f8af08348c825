package dev.podlane.why;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.finding.scene.Json;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the parts of policy rules that select one end, or the port, of a packet. */
final class Peers {
  /** Labels that controllers give, and that change with every template or pod. */
  private static final Set<String> GIVEN =
      Set.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/job-name",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-completion-index",
          "job-name",
          "controller-uid");

  private Peers() {}

  /** The labels by which a pod's author would select it. */
  static SortedMap<String, String> labels(Pod pod) {
    SortedMap<String, String> all = new TreeMap<>(pod.labels());
    all.keySet().removeAll(GIVEN);
    return all;
  }

  private static Map<String, Object> selector(Map<String, String> labels) {
    return labels.isEmpty() ? Map.of() : Json.map("matchLabels", labels);
  }

  /** A selector of a pod. */
  static Map<String, Object> selector(Pod pod) {
    return selector(labels(pod));
  }

  /**
   * A peer of a NetworkPolicy; null if nothing is known by which to select it.
   *
   * @param namespace the policy's namespace
   */
  static @Nullable Map<String, Object> ofNetworkPolicy(Party party, String namespace) {
    Pod pod = party.pod();
    if (pod == null) {
      String block = block(party);
      return block == null ? null : Json.map("ipBlock", Json.map("cidr", block));
    }
    return pod.namespace().equals(namespace)
        ? Json.map("podSelector", selector(pod))
        : inNamespace(pod);
  }

  private static Map<String, Object> inNamespace(Pod pod) {
    Map<String, String> own = Map.of("kubernetes.io/metadata.name", pod.namespace());
    return Json.map("namespaceSelector", selector(own), "podSelector", selector(pod));
  }

  /** A peer of a policy of a tier; null if no peer can select the party. */
  static @Nullable Map<String, Object> ofTier(Party party, boolean isEgress) {
    Pod pod = party.pod();
    if (pod != null) {
      return Json.map("pods", inNamespace(pod));
    }
    String block = block(party);
    return isEgress && block != null ? Json.map("networks", List.of(block)) : null;
  }

  private static @Nullable String block(Party party) {
    Ip address = party.address();
    return address == null ? null : address + "/" + address.family().bits();
  }

  /** A port of a NetworkPolicy. */
  static Map<String, Object> port(PolicedPacket packet) {
    return Json.map("protocol", packet.protocol().name(), "port", packet.port());
  }

  /** Protocol and port of a rule of a tier in v1alpha2. */
  static Map<String, Object> protocol(PolicedPacket packet) {
    Map<String, Object> port = Json.map("number", packet.port());
    String protocol = packet.protocol().word();
    return Json.map(protocol, Json.map("destinationPort", port));
  }
}
