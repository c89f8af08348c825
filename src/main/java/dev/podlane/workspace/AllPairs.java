package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Causes;
import dev.podlane.workspace.TargetException.Why;
import dev.podlane.workspace.pairs.Cell;
import dev.podlane.workspace.pairs.Column;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import dev.podlane.workspace.pairs.Pairs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pairs of an opened cluster: what policies say, and the walks of examples. */
public final class AllPairs {
  /** The largest number of walks for one answer. */
  public static final int MOST_WALKS = 400;

  /** Time after which no further walk begins, in nanoseconds. */
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
    if (isEnforced(cluster)) {
      return Optional.of(new AllPairs(workspace, cluster, pairs, index));
    }
    Cluster open = cluster.withoutPolicies();
    Pairs all = new Pairs(open, new PolicyIndex(open), PolicyClasses.of(open));
    return Optional.of(new AllPairs(workspace, cluster, all, index));
  }

  private static boolean isEnforced(Cluster cluster) {
    return cluster.network().nodes().policyEngine().enforces();
  }

  /**
   * Returns false if nothing in the cluster enforces policies: they allow every pair (rule 106).
   */
  public boolean isEnforced() {
    return isEnforced(cluster);
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
   * Walks an example of each cell that policies allow, as many as an answer has room and time for.
   *
   * @return the walks by the index of their cell
   */
  public Map<Integer, CellWalk> walks(PairPage page) {
    Map<Integer, CellWalk> walks = new HashMap<>();
    Set<ObjectRef> policies = new HashSet<>();
    cluster.notSimulated().policies().all().forEach(each -> policies.add(each.ref()));
    long end = System.nanoTime() + WALKING;
    for (int i = 0; i < page.cells().size(); i++) {
      if (walks.size() == MOST_WALKS || System.nanoTime() - end > 0) {
        break;
      }
      PairPage.At at = page.cells().get(i);
      Column to = page.columns().get(at.column());
      for (Cell.Case each : at.cell().cases()) {
        if (each.verdict() == Verdict.ALLOW && each.from() != null && each.to() != null) {
          walks.put(i, walk(each.from(), each.to(), to.protocol(), to.port(), policies));
        }
      }
    }
    return walks;
  }

  private CellWalk walk(
      String from, String to, Protocol protocol, int port, Set<ObjectRef> policies) {
    ProbeRequest request =
        new ProbeRequest(from, to, protocol, port, Probe.DEFAULT_TTL, /* cold= */ false, 0);
    Walked walked;
    try {
      walked = workspace.walk(List.of(request)).get(0);
    } catch (TargetException nobody) {
      return new CellWalk("unknown", "fact-missing", null, null);
    }
    // What policies say is known already.
    Unsimulated open =
        walked.unsimulated().stream()
            .filter(each -> !policies.contains(each.object()))
            .findFirst()
            .orElse(null);
    if (open != null) {
      String path = open.path().isEmpty() ? null : open.path();
      return new CellWalk("unknown", open.code(), open.object(), path);
    }
    String result = walked.trace().outcome().result().text();
    return Causes.of(walked.trace())
        .map(cause -> new CauseOrigins(workspace).of(walked, cause))
        .map(origin -> new CellWalk(result, origin.code(), origin.object(), origin.path()))
        .orElseGet(() -> new CellWalk(result, null, null, null));
  }
}
