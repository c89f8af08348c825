package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.select.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The selectors of policies, resolved both ways: pods of a policy, and policies of a pod. */
public final class PolicyPods {
  private final Cluster cluster;
  private final PolicyIndex index;
  private final Names names;

  private PolicyPods(Cluster cluster, PolicyIndex index, Names names) {
    this.cluster = cluster;
    this.index = index;
    this.names = names;
  }

  /** Those of an opened cluster; empty for a Linux network. */
  public static Optional<PolicyPods> of(Workspace workspace) {
    Names names = workspace.desired().names();
    PolicyIndex index = names.policies();
    return index == null
        ? Optional.empty()
        : workspace.cluster().map(cluster -> new PolicyPods(cluster, index, names));
  }

  /** Every policy, in the order of the documents. */
  public List<Policy> all() {
    return cluster.notSimulated().policies().all();
  }

  /** The policies of a name; several if kinds share it. */
  public List<Policy> named(String namespace, String name) {
    return all().stream()
        .filter(each -> each.ref().namespace().equals(namespace))
        .filter(each -> each.ref().name().equals(name))
        .toList();
  }

  /** The pod of that namespace and name. */
  public Optional<Pod> pod(String path) {
    return names.pod(path);
  }

  /** The policies that select a pod in one direction, or may, in the order they are asked. */
  public List<Policy> selecting(Pod pod, Direction direction) {
    return index.selecting(pod, direction);
  }

  /** The pods that a policy selects, or may. */
  public List<Pod> selected(Policy policy) {
    return pods(pod -> index.isSelected(policy, pod));
  }

  /** The pods that a peer of a NetworkPolicy means by its selectors; none for an ipBlock. */
  public List<Pod> peers(NetworkPolicyRule.Peer peer, String namespace) {
    if (!(peer instanceof NetworkPolicyRule.Pods pods)) {
      return List.of();
    }
    LabelSelector namespaces = pods.namespaces();
    return pods(
        pod ->
            (namespaces == null
                    ? pod.namespace().equals(namespace)
                    : namespaces.matches(labels(pod)))
                && isOne(pods.pods(), pod));
  }

  /** The pods that a peer of a tier's policy means by its selectors. */
  public List<Pod> peers(TieredRule.Peer peer) {
    return peer instanceof TieredRule.Pods pods
        ? pods(pod -> pods.namespaces().matches(labels(pod)) && isOne(pods.pods(), pod))
        : List.of();
  }

  private Map<String, String> labels(Pod pod) {
    return index.labels(pod.namespace());
  }

  private static boolean isOne(@Nullable LabelSelector selector, Pod pod) {
    return selector == null || selector.matches(pod.labels());
  }

  private List<Pod> pods(Predicate<Pod> wanted) {
    return cluster.pods().stream()
        .filter(pod -> !pod.hostNetwork() && !pod.isFinished())
        .filter(wanted)
        .toList();
  }
}
