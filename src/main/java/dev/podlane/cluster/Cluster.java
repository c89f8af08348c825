package dev.podlane.cluster;

import dev.podlane.cluster.docker.Host;
import dev.podlane.document.Problem;
import java.util.Collections;
import java.util.List;
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
 * @param unused how many objects of each kind are kept but not used yet
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
    SortedMap<String, Integer> unused,
    List<Assumption> assumptions,
    List<Problem> problems,
    SortedMap<ObjectRef, Source> sources) {
  public Cluster {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    dormant = List.copyOf(dormant);
    hosts = List.copyOf(hosts);
    namespaces = List.copyOf(namespaces);
    unused = Collections.unmodifiableSortedMap(new TreeMap<>(unused));
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }
}
