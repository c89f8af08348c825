package dev.podlane.finding.policy;

import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.PodIndex.Alike;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds pods whose egress policies forbid them to ask the cluster's DNS (rule 81). */
public final class DnsFinder implements Finder {
  private static final int DNS = 53;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Service service = ClusterDns.of(scene.cluster()).service();
    LabelSelector selector = service == null ? null : service.selector();
    if (service == null || selector == null) {
      return;
    }
    Pod server =
        scene.pods().pods(service.ref().namespace(), selector).stream()
            .filter(pod -> pod.hasNetwork() && !pod.hostNetwork())
            .findFirst()
            .orElse(null);
    if (server == null) {
      return;
    }
    PolicyScene policies = new PolicyScene(scene);
    Set<Object> told = new HashSet<>();
    for (String namespace : scene.pods().namespaces()) {
      for (Alike alike : scene.pods().in(namespace)) {
        Pod pod = alike.first();
        boolean blocked =
            pod.hasNetwork()
                && !pod.hostNetwork()
                && !policies.allows(pod, server, Protocol.UDP, DNS, EnumSet.of(Direction.EGRESS));
        NetworkPolicy policy = blocked ? responsible(scene, pod) : null;
        if (policy != null && told.add(policy.ref())) {
          found.accept(finding(scene, policies, service, selector, server, pod, policy));
        }
      }
    }
  }

  /** The policy that allows something else, else the first of those that allow nothing. */
  private static @Nullable NetworkPolicy responsible(Scene scene, Pod pod) {
    List<Policy> all = scene.policies().selecting(pod, Direction.EGRESS);
    if (!all.stream().allMatch(NetworkPolicy.class::isInstance)) {
      return null;
    }
    return all.stream()
        .map(NetworkPolicy.class::cast)
        .filter(each -> !each.egress().isEmpty())
        .findFirst()
        .orElseGet(() -> all.isEmpty() ? null : (NetworkPolicy) all.get(0));
  }

  private static Finding finding(
      Scene scene,
      PolicyScene policies,
      Service service,
      LabelSelector selector,
      Pod server,
      Pod pod,
      NetworkPolicy policy) {
    Map<String, Object> peer =
        Json.map(
            "namespaceSelector",
            Json.map("matchLabels", Json.map(KubeNamespace.NAME_LABEL, service.ref().namespace())),
            "podSelector",
            Json.map("matchLabels", selector.matchLabels()));
    Map<String, Object> rule =
        Json.map(
            "to",
            List.of(peer),
            "ports",
            List.of(
                Json.map("protocol", "UDP", "port", DNS),
                Json.map("protocol", "TCP", "port", DNS)));
    Appended added = Appended.of(scene.tree(policy.ref()), "spec.egress", rule);
    boolean answers =
        policies.allows(pod, server, Protocol.UDP, DNS, EnumSet.of(Direction.INGRESS));
    boolean udp = service.takes(Protocol.UDP, DNS);
    return scene
        .finding(
            policy.egress().isEmpty() ? Kind.POLICY_DNS_CLOSED : Kind.POLICY_DNS_BLOCKED,
            policy.ref(),
            "spec.egress",
            "UDP 53, TCP 53",
            "",
            PolicyScene.show(policy),
            pod.ref().path(),
            service.ref().path())
        .shownBy(
            answers && udp
                ? Probing.of("UDP", pod.ref().path(), "svc:" + service.ref().path(), DNS)
                : null)
        .mendedBy(policy.ref(), added.path(), added.json());
  }
}
