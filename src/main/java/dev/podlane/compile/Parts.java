package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.compile.cni.Segment;
import dev.podlane.compile.wire.Identities;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a compiled network, by which that of a cluster that differs in few pods is compiled.
 *
 * @param cluster the cluster
 * @param frame the surroundings of nodes and pods
 * @param planned its nodes and pods
 * @param made the namespaces
 * @param refusals refusals of the kernel on the nodes
 * @param structure the objects that namespaces stand for
 */
record Parts(
    Cluster cluster,
    Frame frame,
    PlannedNodes planned,
    PlannedNetwork made,
    NodeRefusals refusals,
    Structure structure) {

  /** The parts of a cluster, all made anew. */
  static Parts of(Cluster cluster, Frame frame, PlannedNodes planned) {
    PlannedNetwork made = PlannedNetwork.of(planned, frame);
    Structure structure = new Structure(frame.infos(), planned.plan(), frame.wiring());
    return new Parts(cluster, frame, planned, made, planned.refusals(), structure);
  }

  /**
   * The parts of a cluster that differs in few pods, and in Services and policies; null if making
   * all anew is simpler.
   */
  @Nullable Parts with(Cluster now, LazyPolicies policies) {
    if (!isAround(now)) {
      return null;
    }
    ClusterPlan plan = planned.plan().with(now);
    Identities identities = plan == null ? null : identities(plan);
    if (plan == null || identities == null) {
      return null;
    }
    PlannedNodes nodes =
        new PlannedNodes(
            plan,
            planned.proxies().with(now),
            PolicyEngines.of(now, policies),
            identities,
            planned.nics());
    Collection<Integer> changed = plan.changedSince(planned.plan());
    PlannedNetwork network = made.with(nodes, changed);
    return network == null
        ? null
        : new Parts(
            now, frame, nodes, network, nodes.refusals(refusals, changed), structure.with(plan));
  }

  /** Returns true if the frame of a cluster is the same. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are other objects may stand elsewhere
  private boolean isAround(Cluster now) {
    boolean isSame = now.network().equals(cluster.network()) && now.hosts().equals(cluster.hosts());
    if (!isSame || now.nodes().size() != cluster.nodes().size()) {
      return false;
    }
    for (int i = 0; i < now.nodes().size(); i++) {
      if (now.nodes().get(i) != cluster.nodes().get(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Identities identities(ClusterPlan plan) {
    Set<String> left = new HashSet<>();
    plan.pods().gone().forEach(pod -> left.add(NodePlan.wire(pod)));
    List<String> added = new ArrayList<>();
    List<String> again = new ArrayList<>();
    plan.pods()
        .come()
        .forEach(
            pod -> {
              String wire = NodePlan.wire(pod);
              (left.contains(wire) ? again : added).add(wire);
            });
    return planned.identities().with(added, again);
  }

  Compiled compiled(LazyPolicies policies) {
    Network network = made.network();
    frame.segments().keySet().forEach(segment -> network.bystanders(segment, Segment.BRIDGE));
    List<Refusal> all = new ArrayList<>(frame.first());
    all.addAll(refusals.all());
    all.addAll(frame.last());
    return new Compiled(
        network,
        planned.plan().pods(),
        structure,
        new Provenance(this),
        policies,
        frame.containers(),
        all);
  }
}
