package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.ipam.NetworkDefaults;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges finished walks: policies of engines that are not simulated, and other influences, could
 * forbid packets that routing allows. A packet that is lost anyway stays lost; only an answer, of
 * whatever kind, can be taken back, unless packets take another way altogether.
 */
final class Unevaluated {
  private final @Nullable Cluster cluster;
  private final Names names;

  Unevaluated(@Nullable Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** The judge of walks in a cluster. */
  static Unevaluated in(Desired place) {
    return new Unevaluated(place.cluster(), place.names());
  }

  /** Returns everything that could change the outcome of a walk; empty if nothing could. */
  List<Unsimulated> of(Trace trace) {
    Result result = trace.outcome().result();
    if (result == Result.UNKNOWN || result == Result.PENDING) {
      return List.of();
    }
    List<Unsimulated> found = new ArrayList<>();
    if (cluster != null && !cluster.notSimulated().influences().isEmpty()) {
      found.addAll(new Influenced(cluster, names, trace).all());
    }
    unknownNeighbour(trace).ifPresent(found::add);
    boolean noAnswer =
        result == Result.TIMEOUT || result == Result.LOCAL_ERROR || result == Result.LOOP;
    if (noAnswer) {
      return found;
    }
    String sender = trace.probe().namespace();
    Set<String> reached = new LinkedHashSet<>();
    for (Hop hop : trace.hops()) {
      if (hop.flow() == Flow.REQUEST && !hop.namespace().equals(sender)) {
        reached.add(hop.namespace());
      }
    }
    if (!reached.isEmpty()) {
      pod(sender).ifPresent(pod -> policies(pod, Direction.EGRESS, Effect.EGRESS, found));
    }
    for (String namespace : reached) {
      pod(namespace)
          .filter(pod -> isMeant(pod, trace))
          .ifPresent(pod -> policies(pod, Direction.INGRESS, Effect.INGRESS, found));
      if (Outside.isOne(namespace)
          && trace.probe().protocol() != Protocol.ICMP
          && !isServer(namespace, trace)) {
        String address = trace.probe().destination().toString();
        found.add(new Unsimulated(Effect.OUTSIDE, null, "", List.of(address)));
      }
    }
    return found;
  }

  /**
   * Nodes whose addresses have nothing in common are put on one segment, where nobody else is. In
   * reality other hosts are reached in a way that no document tells.
   */
  private Optional<Unsimulated> unknownNeighbour(Trace trace) {
    if (cluster == null
        || cluster.network().nodeCidr().length() >= NetworkDefaults.SHORTEST
        || !(Causes.of(trace).map(Cause::decider).orElse(null)
            instanceof NeighbourStep.NeighbourFailed failed)
        || cluster.nodes().stream().anyMatch(node -> failed.ip().equals(node.internalIp()))) {
      return Optional.empty();
    }
    String address = failed.ip().toString();
    return Optional.of(new Unsimulated(Effect.NODE_NETWORK, null, "", List.of(address)));
  }

  /** A host outside answers only if an EndpointSlice says that it listens. */
  private static boolean isServer(String namespace, Trace trace) {
    Outcome.Server server = trace.outcome().server();
    return server != null && server.namespace().equals(namespace);
  }

  private Optional<Pod> pod(String namespace) {
    return names.pod(namespace).filter(pod -> !pod.hostNetwork());
  }

  /** Bystanders get copies of a flooded packet, too. */
  private static boolean isMeant(Pod pod, Trace trace) {
    Outcome.Server server = trace.outcome().server();
    return trace.probe().destination().equals(pod.podIp())
        || (server != null && server.namespace().equals(pod.ref().path()));
  }

  private void policies(Pod pod, Direction direction, Effect effect, List<Unsimulated> found) {
    PolicyEngine engine =
        cluster == null ? PolicyEngine.NONE : cluster.network().nodes().policyEngine();
    if (cluster == null || !engine.enforces()) {
      return;
    }
    boolean isSimulated = engine.isSimulatedIn(cluster.network().podNetwork());
    for (Policy policy : cluster.selecting(pod, direction)) {
      if (isSimulated && isMet(policy, engine)) {
        continue;
      }
      found.add(
          new Unsimulated(effect, policy.ref(), "spec.podSelector", List.of(pod.ref().path())));
    }
  }

  /** Returns true if walks meet it: Felix has no chains of what the API server would refuse. */
  private static boolean isMet(Policy policy, PolicyEngine engine) {
    boolean isRefused =
        (policy instanceof NetworkPolicy network && !network.valid())
            || (policy instanceof TieredPolicy tiered && !tiered.valid());
    return !(policy instanceof OtherPolicy) && !(isRefused && engine == PolicyEngine.CALICO);
  }
}
