package dev.podlane.finding.policy;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds ports of policies that are a Service's and not the pods', or names that none has. */
public final class PortFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    PolicyScene policies = new PolicyScene(scene);
    Map<String, List<Service>> services = new HashMap<>();
    for (Service each : scene.cluster().services().all()) {
      if (each.isProxied() && each.selector() != null) {
        services.computeIfAbsent(each.ref().namespace(), any -> new ArrayList<>()).add(each);
      }
    }
    for (NetworkPolicy policy : policies.all()) {
      for (Direction direction : policy.directions()) {
        for (NetworkPolicyRule rule : policy.rules(direction)) {
          if (!rule.ports().isEmpty() && !policies.isSpent()) {
            rule(policies, policy, direction, rule, services, found);
          }
        }
      }
    }
  }

  private static void rule(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      Map<String, List<Service>> services,
      Consumer<Finding> found) {
    List<Pod> targets = targets(policies, policy, direction, rule);
    if (targets.isEmpty()) {
      return;
    }
    for (NetworkPolicyRule.PortMatch port : rule.ports()) {
      if (!port.name().isEmpty()) {
        named(policies, policy, port, targets, found);
      } else if (port.first() > 0 && port.first() == port.last()) {
        boolean heard =
            targets.stream()
                .anyMatch(
                    pod ->
                        !Listening.isKnown(pod)
                            || Listening.hears(pod, port.protocol(), port.first()));
        if (!heard) {
          service(policies, policy, direction, rule, port, targets, services, found);
        }
      }
    }
  }

  /** The pods whose ports a rule is about: its own for ingress, its peers for egress (rule 98). */
  private static List<Pod> targets(
      PolicyScene policies, NetworkPolicy policy, Direction direction, NetworkPolicyRule rule) {
    if (direction == Direction.INGRESS) {
      return policies.subjects(policy);
    }
    List<Pod> found = new ArrayList<>();
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      if (!(each instanceof NetworkPolicyRule.Pods pods)) {
        return List.of();
      }
      found.addAll(policies.peers(pods, policy.ref().namespace()));
    }
    return found;
  }

  private static void named(
      PolicyScene policies,
      NetworkPolicy policy,
      NetworkPolicyRule.PortMatch port,
      List<Pod> targets,
      Consumer<Finding> found) {
    Set<String> names = new HashSet<>();
    for (Pod pod : targets) {
      for (ContainerPort each : Listening.declared(pod)) {
        if (each.protocol() == port.protocol() && !each.name().isEmpty()) {
          names.add(each.name());
        }
      }
    }
    if (names.contains(port.name())) {
      return;
    }
    String near =
        Spelling.nearest(port.name(), names)
            .orElse(names.size() == 1 ? names.iterator().next() : "");
    String path = port.path() + ".port";
    Finding finding =
        policies
            .scene()
            .finding(
                Kind.POLICY_PORT_NAME,
                policy.ref(),
                path,
                near,
                port.name(),
                PolicyScene.show(policy),
                port.protocol().name());
    found.accept(near.isEmpty() ? finding : finding.mendedBy(policy.ref(), path, Json.of(near)));
  }

  private static void service(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      NetworkPolicyRule.PortMatch port,
      List<Pod> targets,
      Map<String, List<Service>> services,
      Consumer<Finding> found) {
    for (Pod target : targets) {
      for (Service service : services.getOrDefault(target.namespace(), List.of())) {
        LabelSelector selector = service.selector();
        if (selector == null || !selector.matches(target.labels())) {
          continue;
        }
        for (ServicePort each : service.ports()) {
          int number =
              each.targetName().isEmpty()
                  ? each.target()
                  : Listening.named(target, each.targetName(), each.protocol());
          boolean its = each.port() == port.first() && each.protocol() == port.protocol();
          if (its && number > 0 && number != each.port()) {
            found.accept(
                finding(policies, policy, direction, rule, port, target, service, each, number));
            return;
          }
        }
      }
    }
  }

  private static Finding finding(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      NetworkPolicyRule.PortMatch port,
      Pod target,
      Service service,
      ServicePort its,
      int number) {
    String path = port.path() + ".port";
    return policies
        .scene()
        .finding(
            Kind.POLICY_SERVICE_PORT,
            policy.ref(),
            path,
            "" + number,
            "" + port.first(),
            PolicyScene.show(policy),
            service.ref().path())
        .shownBy(probe(policies, policy, direction, rule, target, service, its, number))
        .mendedBy(policy.ref(), path, "" + number);
  }

  private static @Nullable Probing probe(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      Pod target,
      Service service,
      ServicePort port,
      int number) {
    List<Pod> senders = new ArrayList<>();
    if (direction == Direction.EGRESS) {
      senders.addAll(policies.subjects(policy));
    } else {
      for (NetworkPolicyRule.Peer each : rule.peers()) {
        if (each instanceof NetworkPolicyRule.Pods pods) {
          senders.addAll(policies.peers(pods, policy.ref().namespace()));
        }
      }
    }
    Direction other = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    for (Pod from : senders) {
      boolean blocked =
          from.hasNetwork()
              && !from.ref().equals(target.ref())
              && port.protocol() != Protocol.SCTP
              && !policies.allows(from, target, port.protocol(), number, EnumSet.of(direction))
              && policies.allows(from, target, port.protocol(), number, EnumSet.of(other));
      if (blocked) {
        return Probing.of(
            port.protocol().name(), from.ref().path(), "svc:" + service.ref().path(), port.port());
      }
    }
    return null;
  }
}
