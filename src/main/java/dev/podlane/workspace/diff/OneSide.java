package dev.podlane.workspace.diff;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.notation.Expectation;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.PolicyProbe;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Reachability;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One of two clusters that are compared. */
final class OneSide {
  private final Workspace workspace;
  private final @Nullable Cluster cluster;
  private final @Nullable Reachability policies;
  private final PairEnds ends;
  private final BooleanSupplier wanted;
  private final Map<ObjectRef, Integer> classes = new HashMap<>();

  OneSide(Workspace workspace, BooleanSupplier wanted) {
    this.workspace = workspace;
    this.cluster = workspace.cluster().orElse(null);
    this.policies = Reachability.of(workspace).filter(Reachability::isEnforced).orElse(null);
    this.ends =
        workspace
            .cluster()
            .map(PairEnds::of)
            .orElseGet(() -> new PairEnds(new TreeMap<>(), new TreeMap<>()));
    this.wanted = wanted;
    if (cluster != null && policies != null) {
      PolicyClasses all = PolicyClasses.of(cluster);
      for (int i = 0; i < all.pods().size(); i++) {
        classes.put(all.pods().get(i).ref(), all.classOf(i));
      }
    }
  }

  /** The class of a pod; pods of one are the same to all policies. Negative if it has none. */
  int policyClass(Pod pod) {
    return classes.getOrDefault(pod.ref(), -1);
  }

  @Nullable Cluster cluster() {
    return cluster;
  }

  PairEnds ends() {
    return ends;
  }

  List<Expectation> expectations() {
    return workspace.expectations();
  }

  /** Events that change the network below the objects. */
  List<Event> commands() {
    return workspace.edits().stream()
        .map(each -> each.edit().event())
        .filter(Event::isInNetwork)
        .toList();
  }

  /** The answer of the policies; null if none are enforced, or an end means nothing to them. */
  @Nullable PolicyAnswer policy(Pair pair) {
    if (policies == null) {
      return null;
    }
    try {
      return policies.answer(
          new PolicyProbe(
              pair.from(), pair.to(), pair.protocol(), Integer.toString(pair.port()), null));
    } catch (TargetException nothing) {
      return null;
    }
  }

  /**
   * The answer about a pair.
   *
   * @param pair null if an end or the port is not here
   */
  Side side(@Nullable Pair pair, @Nullable PolicyAnswer policy, boolean isWalked) {
    if (pair == null) {
      return Side.ABSENT;
    }
    if (!isWalked) {
      return new Side(true, null, null, policy, null);
    }
    String port = Integer.toString(pair.port());
    return walk(PlainProbe.of(pair.from(), pair.to(), pair.protocol(), port).request(), policy);
  }

  Side walk(ProbeRequest request, @Nullable PolicyAnswer policy) {
    try {
      WalkRun run = workspace.run(List.of(request), wanted);
      return new Side(true, run, run.next(), policy, null);
    } catch (TargetException unknown) {
      return new Side(false, null, null, policy, unknown);
    }
  }
}
