package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.Structure;
import dev.podlane.net.shared.HashIndex;
import dev.podlane.workspace.pairs.LazyPairs;
import dev.podlane.workspace.pairs.Pairs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  private final Found byPath;
  private final Found byName;
  private final Found byOwner;
  private final Found byNode;

  /** Pods by a name they have or are of. */
  private static final class Found {
    private final List<Pod> pods;
    private final Function<Pod, @Nullable String> name;

    private final HashIndex index;

    Found(List<Pod> pods, Function<Pod, @Nullable String> name) {
      this.pods = pods;
      this.name = name;
      this.index = HashIndex.of(pods.size(), this::hash);
    }

    /** Those of a name, in the order of the documents. */
    List<Pod> of(String wanted) {
      return index
          .find(HashIndex.hash(wanted))
          .filter(number -> wanted.equals(name.apply(pods.get(number))))
          .sorted()
          .mapToObj(pods::get)
          .toList();
    }

    /** Returns the hash of a name; a number without a name is never looked for. */
    private long hash(int number) {
      String text = name.apply(pods.get(number));
      return text == null ? number : HashIndex.hash(text);
    }
  }

  /** The names of a cluster and of what it was compiled to; both null for a Linux network. */
  Names(@Nullable Cluster cluster, @Nullable Compiled compiled) {
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
    List<Pod> pods = cluster == null ? List.of() : cluster.pods();
    List<Pod> dormant = cluster == null ? List.of() : cluster.dormant();
    byPath = new Found(pods, pod -> pod.ref().path());
    byName = new Found(pods, Pod::name);
    byNode = new Found(pods, Pod::nodeName);
    byOwner = new Found(dormant.isEmpty() ? pods : both(pods, dormant), Names::ownerName);
  }

  private static List<Pod> both(List<Pod> pods, List<Pod> dormant) {
    List<Pod> all = new ArrayList<>(pods);
    all.addAll(dormant);
    return all;
  }

  private static @Nullable String ownerName(Pod pod) {
    ObjectRef owner = pod.owner();
    return owner == null ? null : owner.name();
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
    return byPath.of(path).stream().reduce((first, second) -> second);
  }

  /** All pods of a bare name. */
  List<Pod> podsCalled(String name) {
    return byName.of(name);
  }

  /** Pods by the bare name of the workload that brings them, those of CronJobs too. */
  List<Pod> podsOwnedBy(String workload) {
    return byOwner.of(workload);
  }

  /** All pods on a node. */
  List<Pod> podsOn(String node) {
    return byNode.of(node);
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
