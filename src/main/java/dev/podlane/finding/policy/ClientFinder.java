package dev.podlane.finding.policy;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.document.ListValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Looks;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.route.RouteDecision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds blocks of clients outside that a policy sees only where they ask the pod's own node:
 * through another one a Service with externalTrafficPolicy Cluster is masqueraded, and the policy
 * at the pod meets that node's address (rules 33, 96).
 */
public final class ClientFinder implements Finder {
  /** Nodes whose addresses an edit lists. */
  private static final int MOST_NODES = 16;

  /** Policies that are asked about a packet, in all; what is beyond is not found. */
  private static final int MOST_LOOKS = 1_000_000;

  private static final Ip USUAL = Ip.parse("203.0.113.9");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    List<Node> nodes =
        scene.cluster().nodes().stream()
            .filter(each -> !each.assumed() && each.ready() && each.internalIp() != null)
            .toList();
    PolicyScene policies = new PolicyScene(scene);
    Looks looks = new Looks(MOST_LOOKS);
    for (Service service :
        nodes.size() < 2 ? List.<Service>of() : scene.cluster().services().all()) {
      if (service.isProxied() && !service.traffic().externalLocal() && service.selector() != null) {
        service.ports().stream()
            .filter(port -> port.nodePort() > 0 && port.protocol() != Protocol.SCTP)
            .forEach(port -> look(policies, nodes, service, port, looks, found));
      }
    }
  }

  private static void look(
      PolicyScene policies,
      List<Node> nodes,
      Service service,
      ServicePort port,
      Looks looks,
      Consumer<Finding> found) {
    List<Pod> endpoints = policies.endpoints(service);
    for (Pod target : endpoints) {
      List<NetworkPolicy> its = looks.isSpent() ? List.of() : withBlocks(policies.scene(), target);
      looks.take(its, 1 + its.size());
      int number =
          port.targetName().isEmpty()
              ? port.target()
              : Listening.named(target, port.targetName(), port.protocol());
      if (its.isEmpty() || number <= 0 || !Listening.hears(target, port.protocol(), number)) {
        continue;
      }
      Node by =
          nodes.stream()
              .filter(each -> !each.name().equals(target.nodeName()))
              .findFirst()
              .orElse(null);
      Ip seen = by == null ? null : source(policies.scene(), by, target);
      if (by != null && seen != null) {
        Way way = new Way(nodes, endpoints, service, port, target, number, by, seen);
        its.forEach(policy -> blocks(policies, policy, way, found));
      }
    }
  }

  private static List<NetworkPolicy> withBlocks(Scene scene, Pod target) {
    return scene.policies().selecting(target, Direction.INGRESS).stream()
        .filter(NetworkPolicy.class::isInstance)
        .map(NetworkPolicy.class::cast)
        .filter(
            policy ->
                policy.ingress().stream()
                    .flatMap(rule -> rule.peers().stream())
                    .anyMatch(NetworkPolicyRule.Block.class::isInstance))
        .toList();
  }

  /** The address that a node gives to what it masquerades for a pod; null if it has no way. */
  private static @Nullable Ip source(Scene scene, Node node, Pod to) {
    NetworkNamespace ns = scene.compiled().namespace(node.name()).orElse(null);
    Ip address = to.podIp();
    if (ns == null
        || address == null
        || !address.isV4()
        || !(ns.routes().lookup(address) instanceof RouteDecision.Unicast way)) {
      return null;
    }
    return ns.device(way.device())
        .flatMap(device -> SourceSelection.onDevice(ns, device, way.nextHop()))
        .orElse(null);
  }

  /**
   * A way from outside through a node that has not the pod.
   *
   * @param endpoints some pods of the Service
   * @param by the node
   * @param seen the address from which the packet comes to the pod's node
   */
  private record Way(
      List<Node> nodes,
      List<Pod> endpoints,
      Service service,
      ServicePort port,
      Pod target,
      int number,
      Node by,
      Ip seen) {
    PolicedPacket from(Party client) {
      return new PolicedPacket(client, Party.of(target, Ip.Family.IPV4), port.protocol(), number);
    }
  }

  private static void blocks(
      PolicyScene policies, NetworkPolicy policy, Way way, Consumer<Finding> found) {
    for (NetworkPolicyRule rule : policy.ingress()) {
      for (NetworkPolicyRule.Peer each : rule.peers()) {
        Ip client =
            each instanceof NetworkPolicyRule.Block block ? outside(policies.scene(), block) : null;
        if (client != null
            && policies.allows(way.from(Party.of(client)))
            && !policies.allows(way.from(policies.scene().policies().partyAt(way.seen())))) {
          found.accept(told(policies.scene(), policy, (NetworkPolicyRule.Block) each, client, way));
          return;
        }
      }
    }
  }

  /** An address of a block that is of no pod, node or Service; null if there is none at hand. */
  private static @Nullable Ip outside(Scene scene, NetworkPolicyRule.Block block) {
    Prefix cidr = block.cidr();
    if (!cidr.network().isV4()) {
      return null;
    }
    Ip first = cidr.length() > 30 ? cidr.network() : cidr.network().plus(1);
    for (Ip each : cidr.contains(USUAL) ? List.of(USUAL, first) : List.of(first)) {
      boolean inside =
          scene.cluster().network().podCidr().contains(each)
              || scene.cluster().network().serviceCidr().contains(each)
              || scene.cluster().network().nodeCidr().contains(each)
              || scene.policies().podAt(each) != null
              || scene.policies().nodeAt(each) != null;
      if (!inside && block.except().stream().noneMatch(part -> part.contains(each))) {
        return each;
      }
    }
    return null;
  }

  private static Finding told(
      Scene scene, NetworkPolicy policy, NetworkPolicyRule.Block block, Ip client, Way way) {
    Finding finding =
        scene.finding(
            Kind.POLICY_BLOCK_MASQUERADED,
            policy.ref(),
            block.path() + ".ipBlock.cidr",
            way.seen().toString(),
            block.cidr().toString(),
            Command.kubectl(
                "-n %s get service %s -o jsonpath='{.spec.externalTrafficPolicy}'"
                    .formatted(way.service().ref().namespace(), way.service().ref().name())),
            way.service().ref().path(),
            way.by().name(),
            way.target().ref().path());
    Probing probe =
        Probing.of(
                way.port().protocol().name(),
                "ext:" + client,
                "node:" + way.by().name(),
                way.port().nodePort())
            .to(way.target().ref().path());
    String list = block.path().substring(0, block.path().lastIndexOf('['));
    String mended = mended(scene, policy, list, way);
    return mended == null
        ? finding.shownBy(probe)
        : finding.shownBy(probe).mendedBy(policy.ref(), list, mended);
  }

  /** The peers with the addresses by which every other node sends; null if they are many. */
  private static @Nullable String mended(Scene scene, NetworkPolicy policy, String list, Way way) {
    Value written = Trees.at(scene.tree(policy.ref()), list);
    if (way.nodes().size() > MOST_NODES || !(written instanceof ListValue peers)) {
      return null;
    }
    Set<Ip> sources = new LinkedHashSet<>(Set.of(way.seen()));
    for (Node node : way.nodes()) {
      way.endpoints().stream()
          .filter(pod -> !node.name().equals(pod.nodeName()))
          .flatMap(pod -> Stream.ofNullable(source(scene, node, pod)))
          .forEach(sources::add);
    }
    List<Object> all = new ArrayList<>(peers.items());
    for (Ip each : sources) {
      all.add(Json.map("ipBlock", Json.map("cidr", each + "/32")));
    }
    return Json.of(all);
  }
}
