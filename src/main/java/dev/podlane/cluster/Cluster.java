package dev.podlane.cluster;

import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.http.StandIn;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.read.ManifestReader;
import dev.podlane.cluster.read.NotSimulated;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A settled cluster: every node and pod has its name, place and address, or a problem says why not.
 *
 * @param network the network
 * @param nodes the nodes, by name
 * @param pods the pods, in the order of the documents, those of a workload in its place
 * @param dormant pods that do not exist, each settled as if it did: those that each CronJob would
 *     create if it fired (rule 143), with the CronJob as their owner
 * @param hosts machines without Kubernetes, in the order of the documents
 * @param namespaces the namespaces, by name
 * @param services the Services with their addresses, ports and endpoints
 * @param http Ingresses, Gateways and routes
 * @param notSimulated objects that were read and take no part in walks
 * @param assumptions decisions made where the documents leave something open
 * @param problems errors and warnings, in the order of the documents as far as possible
 * @param sources every object as it was written, those of unused kinds too; pods of workloads have
 *     none, their owner has
 * @param proxied the rules of a node's kube-proxy, by node, where they are behind {@code services}
 *     or it runs in another mode; empty for a cluster in which nothing is under way
 */
public record Cluster(
    ClusterNetwork network,
    List<Node> nodes,
    List<Pod> pods,
    List<Pod> dormant,
    List<Host> hosts,
    List<KubeNamespace> namespaces,
    Services services,
    HttpObjects http,
    NotSimulated notSimulated,
    List<Assumption> assumptions,
    List<Problem> problems,
    SortedMap<ObjectRef, Source> sources,
    Map<String, NodeRules> proxied) {
  public Cluster {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    dormant = List.copyOf(dormant);
    hosts = List.copyOf(hosts);
    namespaces = List.copyOf(namespaces);
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    proxied = Collections.unmodifiableMap(new TreeMap<>(proxied));
  }

  /** A cluster in which nothing is under way: every kube-proxy knows all there is. */
  public Cluster(
      ClusterNetwork network,
      List<Node> nodes,
      List<Pod> pods,
      List<Pod> dormant,
      List<Host> hosts,
      List<KubeNamespace> namespaces,
      Services services,
      HttpObjects http,
      NotSimulated notSimulated,
      List<Assumption> assumptions,
      List<Problem> problems,
      SortedMap<ObjectRef, Source> sources) {
    this(
        network,
        nodes,
        pods,
        dormant,
        hosts,
        namespaces,
        services,
        http,
        notSimulated,
        assumptions,
        problems,
        sources,
        Map.of());
  }

  /**
   * Returns true if the documents hold no object at all; the problems say what kind of files they
   * are.
   */
  public boolean holdsNothing() {
    return problems.stream().anyMatch(problem -> problem.code().equals(ManifestReader.NOTHING));
  }

  /** Returns the number of objects of each kind that were read and take no part in walks. */
  public SortedMap<String, Integer> unused() {
    return notSimulated.all();
  }

  /** Labels of a namespace of this cluster; those every namespace has if it is not written. */
  public SortedMap<String, String> labels(String namespace) {
    return namespaces.stream()
        .filter(each -> each.name().equals(namespace))
        .findFirst()
        .map(KubeNamespace::labels)
        .orElseGet(() -> new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, namespace)));
  }

  /** The policies that select a pod for one direction, or may. */
  public List<Policy> selecting(Pod pod, Direction direction) {
    return notSimulated.policies().selecting(pod, labels(pod.namespace()), direction);
  }

  /** This cluster with some of its dormant pods awake, as if their CronJobs had just fired. */
  public Cluster awake(Collection<Pod> woken) {
    Set<Pod> fired = new LinkedHashSet<>(woken);
    List<Pod> now = new ArrayList<>(pods);
    now.addAll(fired);
    List<Pod> asleep = dormant.stream().filter(each -> !fired.contains(each)).toList();
    return copy(nodes, now, asleep, services, notSimulated, sources, proxied);
  }

  /** This cluster with proxies that stand in for those the documents do not hold. */
  public Cluster standingIn(List<StandIn> standIns) {
    List<Pod> allPods = new ArrayList<>(pods);
    standIns.forEach(each -> allPods.add(each.pod()));
    Map<String, NodeRules> behind = new TreeMap<>(proxied);
    behind.replaceAll(
        (node, rules) -> new NodeRules(with(rules.services(), standIns), rules.proxy()));
    return at(nodes, allPods, with(services, standIns), behind);
  }

  private static Services with(Services known, List<StandIn> standIns) {
    List<Service> all = new ArrayList<>(known.all());
    List<EndpointSlice> slices = new ArrayList<>(known.slices());
    for (StandIn each : standIns) {
      all.add(each.service());
      slices.add(each.slice());
    }
    return new Services(all, slices, known.omitted());
  }

  /** This cluster as it is for packets where nothing enforces policies (rule 106). */
  public Cluster withoutPolicies() {
    return copy(nodes, pods, dormant, services, notSimulated.withoutPolicies(), sources, proxied);
  }

  /** This cluster with other pods and Services. */
  public Cluster with(List<Pod> otherPods, Services otherServices) {
    return at(nodes, otherPods, otherServices, proxied);
  }

  /**
   * This cluster at a moment of its time line.
   *
   * @param behind as {@link #proxied}
   */
  public Cluster at(
      List<Node> otherNodes,
      List<Pod> otherPods,
      Services otherServices,
      Map<String, NodeRules> behind) {
    return copy(otherNodes, otherPods, dormant, otherServices, notSimulated, sources, behind);
  }

  /** This cluster with some objects written in another way. */
  Cluster amended(
      NotSimulated written,
      List<KubeNamespace> named,
      List<Pod> otherPods,
      Services otherServices,
      List<Assumption> assumed,
      SortedMap<ObjectRef, Source> all) {
    return new Cluster(
        network,
        nodes,
        otherPods,
        dormant,
        hosts,
        named,
        otherServices,
        http,
        written,
        assumed,
        problems,
        all,
        proxied);
  }

  /** This cluster at a moment of a time line that has policies at another one. */
  public Cluster awaitingPolicies() {
    return copy(nodes, pods, dormant, services, notSimulated.awaitingPolicies(), sources, proxied);
  }

  /** This cluster with another configuration of kube-proxy on all nodes. */
  public Cluster running(KubeProxy proxy) {
    return new Cluster(
        network.with(proxy),
        nodes,
        pods,
        dormant,
        hosts,
        namespaces,
        services,
        http,
        notSimulated,
        assumptions,
        problems,
        sources,
        proxied);
  }

  /** This cluster with some objects written in another way. */
  public Cluster written(Map<ObjectRef, Source> changed) {
    if (changed.isEmpty()) {
      return this;
    }
    SortedMap<ObjectRef, Source> all = new TreeMap<>(sources);
    all.putAll(changed);
    return copy(nodes, pods, dormant, services, notSimulated, all, proxied);
  }

  private Cluster copy(
      List<Node> otherNodes,
      List<Pod> otherPods,
      List<Pod> otherDormant,
      Services otherServices,
      NotSimulated otherNotSimulated,
      SortedMap<ObjectRef, Source> otherSources,
      Map<String, NodeRules> behind) {
    return new Cluster(
        network,
        otherNodes,
        otherPods,
        otherDormant,
        hosts,
        namespaces,
        otherServices,
        http,
        otherNotSimulated,
        assumptions,
        problems,
        otherSources,
        behind);
  }
}
