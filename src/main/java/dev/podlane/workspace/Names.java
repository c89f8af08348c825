package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.PodTable;
import dev.podlane.compile.Structure;
import dev.podlane.workspace.pairs.LazyPairs;
import dev.podlane.workspace.pairs.Pairs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lookup of objects by name, which no command changes. */
final class Names {
  private final Map<String, List<String>> containersByName = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final @Nullable Cluster cluster;
  private final @Nullable String gateway;
  private final Set<String> machines = new LinkedHashSet<>();
  private final @Nullable LazyPolicies policies;
  private final @Nullable LazyPairs pairs;
  private final PodTable pods;
  private final PodTable dormant;

  /** The names of a cluster and of what it was compiled to; both null for a Linux network. */
  Names(@Nullable Cluster cluster, @Nullable Compiled compiled) {
    this.pods = compiled == null ? PodTable.of(List.of()) : compiled.pods();
    this.dormant = PodTable.of(cluster == null ? List.of() : cluster.dormant());
    Structure structure = compiled == null ? null : compiled.structure();
    List<ContainerInfo> containers = compiled == null ? List.of() : compiled.containers();
    this.cluster = cluster;
    this.policies = compiled == null ? null : compiled.policies();
    this.pairs = cluster == null || policies == null ? null : new LazyPairs(cluster, policies);
    this.gateway = structure == null ? null : structure.router().orElse(null);
    if (structure != null) {
      machines.addAll(structure.machines());
    }
    for (ContainerInfo container : containers) {
      String namespace = container.namespace();
      if (namespace != null) {
        containersByName.computeIfAbsent(container.name(), any -> new ArrayList<>()).add(namespace);
      }
    }
    for (Node node : cluster == null ? List.<Node>of() : cluster.nodes()) {
      nodes.put(node.name(), node);
    }
  }

  /** The settled cluster; null for a Linux network. */
  @Nullable Cluster cluster() {
    return cluster;
  }

  /** The policies; null for a Linux network. */
  @Nullable PolicyIndex policies() {
    return policies == null ? null : policies.get();
  }

  /** All pairs under the policies, made ready when they are first asked; null without a cluster. */
  @Nullable Pairs pairs() {
    return pairs == null ? null : pairs.get();
  }

  /** All pairs if they were asked for already, or taken over; else null. */
  @Nullable Pairs knownPairs() {
    return pairs == null ? null : pairs.known();
  }

  /** Takes over what is known of all pairs of a cluster that differs in a few policies. */
  void follow(Names before) {
    Pairs known = before.knownPairs();
    if (pairs != null && known != null) {
      pairs.follow(known);
    }
  }

  /** The router of the node network; null if there is none. */
  @Nullable String gateway() {
    return gateway;
  }

  /** Nodes, hosts and routers; none for a Linux network. */
  Set<String> machines() {
    return machines;
  }

  /** The pod of that namespace and name; of several the last in the documents. */
  Optional<Pod> pod(String path) {
    int slash = path.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : pods.called(path.substring(0, slash), path.substring(slash + 1)).stream()
            .reduce((first, second) -> second);
  }

  /** All pods of a bare name. */
  List<Pod> podsCalled(String name) {
    return pods.called(name);
  }

  /** Pods by the bare name of the workload that brings them, those of CronJobs too. */
  List<Pod> podsOwnedBy(String workload) {
    List<Pod> all = new ArrayList<>(pods.ownedBy(workload));
    all.addAll(dormant.ownedBy(workload));
    return all;
  }

  /** All pods on a node. */
  List<Pod> podsOn(String node) {
    return pods.on(node);
  }

  /** Paths of all pods. */
  List<String> podPaths() {
    return cluster == null
        ? List.of()
        : cluster.pods().stream().map(pod -> pod.ref().path()).toList();
  }

  Map<String, List<String>> containersByName() {
    return containersByName;
  }

  /** The node of a name. */
  Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }
}
