package dev.podlane.cluster;

import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.Policy;
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
 * @param dormant pods that are not there, each settled as if it were: what each CronJob would make
 *     if it fired (rule 143), with the CronJob as its owner
 * @param hosts machines without Kubernetes, in the order of the documents
 * @param namespaces the namespaces, by name
 * @param notSimulated what was read and takes no part in walks
 * @param assumptions what was decided because the documents do not say it
 * @param problems what is wrong, in the order of the documents as far as possible
 * @param sources every object as it was written, those of unused kinds too; pods of workloads have
 *     none, their owner has
 */
public record Cluster(
    ClusterNetwork network,
    List<Node> nodes,
    List<Pod> pods,
    List<Pod> dormant,
    List<Host> hosts,
    List<KubeNamespace> namespaces,
    NotSimulated notSimulated,
    List<Assumption> assumptions,
    List<Problem> problems,
    SortedMap<ObjectRef, Source> sources) {
  public Cluster {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    dormant = List.copyOf(dormant);
    hosts = List.copyOf(hosts);
    namespaces = List.copyOf(namespaces);
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /** Whether the documents hold no object at all; the problems say what they hold instead. */
  public boolean holdsNothing() {
    return problems.stream().anyMatch(problem -> problem.code().equals(Reading.NOTHING));
  }

  /** How many objects of each kind were read and take no part in walks. */
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
    return new Cluster(
        network,
        nodes,
        now,
        dormant.stream().filter(each -> !fired.contains(each)).toList(),
        hosts,
        namespaces,
        notSimulated,
        assumptions,
        problems,
        sources);
  }
}
