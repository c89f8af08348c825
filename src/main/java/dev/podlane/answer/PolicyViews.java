package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.workspace.PolicyPods;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies with their selectors resolved. */
public final class PolicyViews {
  /** Pods named of one selector. */
  private static final int MOST_PODS = 1_000;

  private PolicyViews() {}

  /** All policies. */
  @Schema(name = "Policies")
  public record PoliciesView(List<PolicyView> policies) {
    /** Those of a cluster. */
    public static PoliciesView of(PolicyPods pods) {
      return new PoliciesView(pods.all().stream().map(PolicyView::of).toList());
    }
  }

  /** A policy by its name. */
  @Schema(name = "PolicySummary")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PolicyView(
      CauseView.ObjectView object,
      @Schema(
              description = "other: it is not simulated, and leaves what it could decide unknown",
              allowableValues = {"admin", "network-policy", "baseline", "other"})
          String tier,
      @Nullable Integer priority,
      @Schema(description = "Those it is about", example = "[\"ingress\"]") List<String> directions,
      @Schema(description = "False if the API server would refuse it") boolean valid) {
    static PolicyView of(Policy policy) {
      TieredPolicy tiered = policy instanceof TieredPolicy its ? its : null;
      boolean network = policy instanceof NetworkPolicy;
      String tier =
          tiered != null
              ? ReachabilityView.word(tiered.tier())
              : network ? "network-policy" : "other";
      boolean valid =
          tiered != null ? tiered.valid() : !(policy instanceof NetworkPolicy its) || its.valid();
      return new PolicyView(
          ReachabilityView.named(policy.ref()),
          tier,
          tiered == null ? null : (Integer) tiered.priority(),
          policy.directions().stream().map(ReachabilityView::word).toList(),
          valid);
    }
  }

  /** Pods of a selector. */
  @Schema(name = "SelectedPods")
  public record PodsView(
      @Schema(description = "How many there are") int count,
      @Schema(description = "The first 1,000", example = "[\"default/web-1\"]") List<String> pods) {
    static PodsView of(List<Pod> pods) {
      return new PodsView(
          pods.size(), pods.stream().limit(MOST_PODS).map(pod -> pod.ref().path()).toList());
    }
  }

  /** A peer of a rule. */
  @Schema(name = "PolicyPeer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PeerView(
      @Schema(example = "spec.ingress[0].from[1]") String path,
      @Schema(description = "Of a peer that selects pods") @Nullable PodsView pods,
      @Schema(description = "Of an ipBlock or networks", example = "[\"10.0.0.0/8\"]")
          @Nullable List<String> blocks,
      @Schema(description = "Parts of the ipBlock that it is not about")
          @Nullable List<String> except) {}

  /** A rule. */
  @Schema(name = "PolicyRule")
  public record RuleView(
      @Schema(example = "ingress") String direction,
      @Schema(example = "spec.ingress[0]") String path,
      @Schema(allowableValues = {"allow", "deny", "pass"}) String action,
      @Schema(description = "Empty for everybody") List<PeerView> peers,
      @Schema(description = "Empty for every port and protocol", example = "[\"TCP 80-90\"]")
          List<String> ports) {}

  /** A policy with its selectors resolved. */
  @Schema(name = "Policy")
  public record DetailView(
      PolicyView policy,
      @Schema(description = "The pods that it selects, or may") PodsView selects,
      @Schema(description = "None of a policy that is not simulated") List<RuleView> rules) {
    /** The detail of a policy. */
    public static DetailView of(Policy policy, PolicyPods pods) {
      List<RuleView> rules = new ArrayList<>();
      for (Direction direction : policy.directions()) {
        String word = ReachabilityView.word(direction);
        if (policy instanceof NetworkPolicy its) {
          String namespace = its.ref().namespace();
          its.rules(direction).forEach(rule -> rules.add(rule(word, rule, namespace, pods)));
        } else if (policy instanceof TieredPolicy its) {
          its.rules(direction).forEach(rule -> rules.add(rule(word, rule, pods)));
        }
      }
      return new DetailView(PolicyView.of(policy), PodsView.of(pods.selected(policy)), rules);
    }
  }

  /** The policies of a pod. */
  @Schema(name = "PoliciesOfPod")
  public record OfPodView(
      @Schema(description = "In the order they are asked; NetworkPolicies have none")
          List<PolicyView> ingress,
      List<PolicyView> egress) {
    /** Those that select a pod, or may. */
    public static OfPodView of(Pod pod, PolicyPods pods) {
      return new OfPodView(
          pods.selecting(pod, Direction.INGRESS).stream().map(PolicyView::of).toList(),
          pods.selecting(pod, Direction.EGRESS).stream().map(PolicyView::of).toList());
    }
  }

  private static RuleView rule(
      String direction, NetworkPolicyRule rule, String namespace, PolicyPods pods) {
    List<PeerView> peers = new ArrayList<>();
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      boolean isBlock = each instanceof NetworkPolicyRule.Block;
      peers.add(
          new PeerView(
              each.path(),
              isBlock ? null : PodsView.of(pods.peers(each, namespace)),
              each instanceof NetworkPolicyRule.Block block ? texts(List.of(block.cidr())) : null,
              each instanceof NetworkPolicyRule.Block block ? texts(block.except()) : null));
    }
    List<String> ports =
        rule.ports().stream()
            .map(port -> port(port.protocol().name(), port.first(), port.last(), port.name()))
            .toList();
    return new RuleView(direction, rule.path(), "allow", peers, ports);
  }

  private static RuleView rule(String direction, TieredRule rule, PolicyPods pods) {
    List<PeerView> peers = new ArrayList<>();
    for (TieredRule.Peer each : rule.peers()) {
      peers.add(
          new PeerView(
              each.path(),
              each instanceof TieredRule.Pods ? PodsView.of(pods.peers(each)) : null,
              each instanceof TieredRule.Networks its ? texts(its.blocks()) : null,
              null));
    }
    List<String> ports =
        rule.ports().stream()
            .map(
                port ->
                    port(
                        port.protocol() == null ? "" : port.protocol().name(),
                        port.first(),
                        port.last(),
                        port.name()))
            .toList();
    return new RuleView(direction, rule.path(), ReachabilityView.word(rule.action()), peers, ports);
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private static String port(String protocol, int first, int last, String name) {
    String number = first == 0 ? name : first + (last > first ? "-" + last : "");
    return (protocol + " " + number).strip();
  }
}
