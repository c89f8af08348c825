package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.TargetException.Why;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import dev.podlane.workspace.pairs.Pairs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All pairs of an opened cluster: what policies say, and the walks of examples. */
public final class AllPairs {
  /** Processor time after which no further walk begins, in nanoseconds. */
  private static final long WALKING = 5_000_000_000L;

  private static final String POLICY = "policy:";

  private final Workspace workspace;
  private final Cluster cluster;
  private final Pairs pairs;
  private final PolicyIndex index;

  private AllPairs(Workspace workspace, Cluster cluster, Pairs pairs, PolicyIndex index) {
    this.workspace = workspace;
    this.cluster = cluster;
    this.pairs = pairs;
    this.index = index;
  }

  /** The pairs of an opened cluster; empty for a Linux network, which has no policies. */
  public static Optional<AllPairs> of(Workspace workspace) {
    Cluster cluster = workspace.cluster().orElse(null);
    Names names = workspace.desired().names();
    PolicyIndex index = names.policies();
    Pairs pairs = names.pairs();
    if (cluster == null || index == null || pairs == null) {
      return Optional.empty();
    }
    return Optional.of(new AllPairs(workspace, cluster, pairs, index));
  }

  /**
   * Takes over what is known of all pairs of another state of a cluster, for documents that differ
   * in a few policies. The answers are the same as without it.
   */
  public static void follow(Workspace now, Workspace before) {
    now.desired().names().follow(before.desired().names());
  }

  /**
   * Returns false if nothing in the cluster enforces policies: they allow every pair (rule 106).
   */
  public boolean isEnforced() {
    return cluster.network().nodes().policyEngine().enforces();
  }

  /** Returns the number of policies in the documents. */
  public int policies() {
    return cluster.notSimulated().policies().all().size();
  }

  /** The part of the matrix that is asked for. */
  public PairPage page(PairRequest request) {
    return pairs.page(request);
  }

  /**
   * The pairs that a text asks about.
   *
   * @param text {@code policy:namespace/name}, or a pod as probes name it; null or empty for all
   * @throws TargetException if it means nothing, or more than one thing
   */
  public Focus focus(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new Focus.Everything();
    }
    String written = text.strip();
    if (written.startsWith(POLICY)) {
      return policy(written.substring(POLICY.length()), written);
    }
    PolicyEnds.Known known = new PolicyEnds(workspace, index).of("focus", written);
    if (known.end() instanceof PolicyEnd.OfPod its) {
      return new Focus.OnPod(its.pod());
    }
    throw new TargetException(Why.UNKNOWN, "focus", written, List.of());
  }

  private Focus policy(String name, String text) {
    List<Policy> all = cluster.notSimulated().policies().all();
    List<Policy> found = all.stream().filter(each -> each.ref().path().equals(name)).toList();
    if (found.size() == 1) {
      return new Focus.OnPolicy(found.get(0));
    }
    if (found.isEmpty()) {
      List<String> paths = all.stream().map(each -> each.ref().path()).toList();
      throw new TargetException(Why.UNKNOWN, "focus", text, NearNames.of(name, paths));
    }
    List<String> kinds = found.stream().map(each -> each.ref().toString()).toList();
    throw new TargetException(Why.AMBIGUOUS, "focus", text, kinds);
  }

  /**
   * Walks an example of each cell that policies allow, as many as there is time for.
   *
   * @param family of the question
   * @return the walks by the index of their cell; of every cell with a pair that policies allow
   */
  public Map<Integer, CellWalk> walks(PairPage page, Ip.Family family) {
    return new CellWalks(workspace, cluster, page, family).within(WALKING);
  }
}
