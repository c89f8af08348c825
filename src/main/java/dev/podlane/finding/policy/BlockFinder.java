package dev.podlane.finding.policy;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds blocks of addresses that policies never see, since they look behind DNAT (rule 96). */
public final class BlockFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<Ip, Service> byAddress = new HashMap<>();
    for (Service each : scene.cluster().services().all()) {
      each.clusterIps().forEach(ip -> byAddress.put(ip, each));
    }
    PolicyScene policies = new PolicyScene(scene);
    Prefix services = scene.cluster().network().serviceCidr();
    for (NetworkPolicy policy : policies.all()) {
      for (NetworkPolicyRule rule : policy.egress()) {
        for (NetworkPolicyRule.Peer each : rule.peers()) {
          if (each instanceof NetworkPolicyRule.Block block) {
            Prefix cidr = block.cidr();
            boolean whole = cidr.length() == cidr.network().family().bits();
            Service service = whole ? byAddress.get(cidr.network()) : null;
            boolean inside = cidr.network().isV4() && services.contains(cidr.network());
            if (service != null || (inside && cidr.length() >= services.length())) {
              found.accept(service(policies, policy, rule, block, service));
            } else if (whole && scene.policies().podAt(cidr.network()) != null) {
              found.accept(pod(policies, policy, block));
            }
          }
        }
      }
    }
  }

  private static Finding service(
      PolicyScene policies,
      NetworkPolicy policy,
      NetworkPolicyRule rule,
      NetworkPolicyRule.Block block,
      @Nullable Service service) {
    LabelSelector selector = service == null ? null : service.selector();
    Finding finding =
        policies
            .scene()
            .finding(
                Kind.POLICY_BLOCK_SERVICE,
                policy.ref(),
                block.path() + ".ipBlock.cidr",
                selector == null ? "" : selector.toString(),
                block.cidr().toString(),
                Command.kubectl("get services -A -o wide"));
    if (service == null || selector == null) {
      return finding;
    }
    Map<String, Object> peer =
        Json.map(
            "namespaceSelector",
            Json.map("matchLabels", Json.map(KubeNamespace.NAME_LABEL, service.ref().namespace())),
            "podSelector",
            Json.map("matchLabels", selector.matchLabels()));
    return finding
        .shownBy(probe(policies, policy, rule, service, selector))
        .mendedBy(policy.ref(), block.path(), Json.of(peer));
  }

  private static @Nullable Probing probe(
      PolicyScene policies,
      NetworkPolicy policy,
      NetworkPolicyRule rule,
      Service service,
      LabelSelector selector) {
    Pod target =
        policies.scene().pods().pods(service.ref().namespace(), selector).stream()
            .filter(pod -> pod.hasNetwork() && !pod.hostNetwork())
            .findFirst()
            .orElse(null);
    if (target == null) {
      return null;
    }
    for (Pod from : policies.subjects(policy)) {
      for (ServicePort port : service.ports()) {
        int number =
            port.targetName().isEmpty()
                ? port.target()
                : Listening.named(target, port.targetName(), port.protocol());
        boolean open =
            Senders.covers(
                rule,
                target,
                new dev.podlane.cluster.object.ListenAddress(
                    port.protocol(), Ip.ANY, Math.max(1, number)));
        if (number > 0
            && open
            && from.hasNetwork()
            && !from.ref().equals(target.ref())
            && port.protocol() != Protocol.SCTP
            && !policies.allows(from, target, port.protocol(), number, EnumSet.of(Direction.EGRESS))
            && policies.allows(
                from, target, port.protocol(), number, EnumSet.of(Direction.INGRESS))) {
          return Probing.of(
              port.protocol().name(),
              from.ref().path(),
              "svc:" + service.ref().path(),
              port.port());
        }
      }
    }
    return null;
  }

  private static Finding pod(
      PolicyScene policies, NetworkPolicy policy, NetworkPolicyRule.Block block) {
    Pod pod = policies.scene().policies().podAt(block.cidr().network());
    String labels = pod == null ? "" : SubjectFinder.text(pod.labels());
    return policies
        .scene()
        .finding(
            Kind.POLICY_BLOCK_POD,
            policy.ref(),
            block.path() + ".ipBlock.cidr",
            labels,
            block.cidr().toString(),
            Command.kubectl(
                "get pods -A -o wide --field-selector status.podIP=" + block.cidr().network()),
            pod == null ? "" : pod.ref().path());
  }
}
