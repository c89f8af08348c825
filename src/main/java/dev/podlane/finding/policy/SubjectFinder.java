package dev.podlane.finding.policy;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.NearestLabels;
import dev.podlane.finding.scene.PodIndex.Alike;
import dev.podlane.finding.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds policies that are about nothing, or that nothing enforces (rules 85, 103, 106, 108). */
public final class SubjectFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    PolicyScene policies = new PolicyScene(scene);
    boolean enforced = scene.cluster().network().nodes().policyEngine() != PolicyEngine.NONE;
    for (NetworkPolicy policy : policies.all()) {
      if (!enforced) {
        found.accept(
            scene.finding(
                Kind.POLICY_NOT_ENFORCED,
                policy.ref(),
                "spec",
                "",
                scene.cluster().network().podNetwork().text(),
                Command.kubectl("-n kube-system get pods -o wide")));
      }
      subject(scene, policy, found);
      ignored(scene, policy, Direction.INGRESS, "ingress", "Ingress", found);
      ignored(scene, policy, Direction.EGRESS, "egress", "Egress", found);
    }
    priorities(scene, found);
  }

  private static void subject(Scene scene, NetworkPolicy policy, Consumer<Finding> found) {
    String namespace = policy.ref().namespace();
    List<Alike> selected = scene.pods().selected(namespace, policy.podSelector());
    boolean any =
        selected.stream().flatMap(each -> each.pods().stream()).anyMatch(pod -> !pod.hostNetwork());
    Pod host =
        selected.stream()
            .flatMap(each -> each.pods().stream())
            .filter(Pod::hostNetwork)
            .findFirst()
            .orElse(null);
    String text = policy.podSelector().toString();
    Command command =
        Command.kubectl(
            "-n %s get pods%s".formatted(namespace, text.isEmpty() ? "" : " -l '" + text + "'"));
    if (host != null && !policy.podSelector().isEverything()) {
      found.accept(
          scene.finding(
              Kind.POLICY_HOST_NETWORK,
              policy.ref(),
              "spec.podSelector",
              "hostNetwork: false",
              host.ref().path(),
              Command.kubectl(
                  "-n %s get pods -l '%s' -o custom-columns=POD:.metadata.name,HOST:.spec.hostNetwork"
                      .formatted(namespace, text))));
    } else if (!any && host == null) {
      Map<String, String> wanted = policy.podSelector().matchLabels();
      NearestLabels.Near near =
          policy.podSelector().matchExpressions().isEmpty()
              ? NearestLabels.spelt(
                  wanted, scene.pods().in(namespace).stream().map(Alike::labels).toList())
              : null;
      Finding finding =
          scene.finding(
              Kind.POLICY_SELECTS_NOTHING,
              policy.ref(),
              "spec.podSelector",
              near == null ? "" : text(near.labels()),
              text.isEmpty() ? namespace : text,
              command);
      found.accept(
          near == null
              ? finding
              : finding.mendedBy(
                  policy.ref(), "spec.podSelector.matchLabels", Json.of(near.labels())));
    }
  }

  static String text(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }

  /** Rules of a direction that policyTypes does not name have no effect (rule 85). */
  private static void ignored(
      Scene scene,
      NetworkPolicy policy,
      Direction direction,
      String field,
      String type,
      Consumer<Finding> found) {
    MapValue spec = scene.tree(policy.ref()).map("spec");
    Value rules = spec.entries().get(field);
    boolean written = rules instanceof ListValue list && !list.items().isEmpty();
    if (written && !policy.directions().contains(direction)) {
      Appended added = Appended.of(scene.tree(policy.ref()), "spec.policyTypes", type);
      found.accept(
          scene
              .finding(
                  Kind.POLICY_IGNORED,
                  policy.ref(),
                  "spec." + field,
                  type,
                  policy.directions().stream()
                      .map(each -> each == Direction.INGRESS ? "Ingress" : "Egress")
                      .collect(Collectors.joining(", ")),
                  PolicyScene.show(policy))
              .mendedBy(policy.ref(), added.path(), added.json()));
    }
  }

  /** Of two policies of one tier and priority either may be asked first (rule 110). */
  private static void priorities(Scene scene, Consumer<Finding> found) {
    Map<String, TieredPolicy> taken = new HashMap<>();
    Set<Integer> used = new HashSet<>();
    List<TieredPolicy> all = new ArrayList<>();
    for (Policy policy : scene.cluster().notSimulated().policies().all()) {
      boolean ordered = !policy.ref().kind().equals("BaselineAdminNetworkPolicy");
      if (policy instanceof TieredPolicy its && ordered) {
        all.add(its);
        used.add(its.priority());
      }
    }
    for (TieredPolicy policy : all) {
      TieredPolicy other = taken.putIfAbsent(policy.tier() + " " + policy.priority(), policy);
      if (other == null) {
        continue;
      }
      int free = policy.priority();
      while (used.contains(free) && free < 1_000) {
        free++;
      }
      Finding finding =
          scene.finding(
              Kind.POLICY_PRIORITY,
              policy.ref(),
              "spec.priority",
              used.contains(free) ? "" : "" + free,
              "" + policy.priority(),
              Command.kubectl("get " + policy.ref().kind().toLowerCase(java.util.Locale.ROOT)),
              other.ref().name());
      found.accept(
          used.contains(free)
              ? finding
              : finding.mendedBy(policy.ref(), "spec.priority", "" + free));
      used.add(free);
    }
  }
}
