package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.finding.Findings;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one opened cluster, made once. Settings that harm only in some networks are
 * walked first.
 */
final class Diagnosis {
  /** The largest number of probes that are walked to see if a setting does harm. */
  private static final int MOST_WALKS = 64;

  /** Those of one kind: each may pass the rules of a Service with very many endpoints. */
  private static final int MOST_OF_KIND = 16;

  private final AtomicReference<@Nullable Findings> findings = new AtomicReference<>();

  /** Those of the cluster that this belongs to. */
  Findings of(Workspace workspace) {
    Findings known = findings.get();
    if (known == null) {
      known = made(workspace);
      findings.set(known);
    }
    return known;
  }

  private static Findings made(Workspace workspace) {
    Cluster cluster = workspace.cluster().orElse(null);
    Desired desired = workspace.desired();
    PolicyIndex policies = desired.names().policies();
    if (cluster == null || policies == null) {
      return Findings.NONE;
    }
    Network compiled = desired.network();
    Findings all = Findings.of(new Scene(cluster, compiled, workspace.network(), policies));
    AtomicInteger walks = new AtomicInteger(MOST_WALKS);
    Map<Kind, Integer> ofKind = new EnumMap<>(Kind.class);
    return all.only(
        each ->
            !each.kind().isWalked()
                || ofKind.merge(each.kind(), 1, Integer::sum) > MOST_OF_KIND
                || isHarm(workspace, each, walks));
  }

  /** Walks the probe of a finding; beyond the bound it is told as it is. */
  private static boolean isHarm(Workspace workspace, Finding finding, AtomicInteger walks) {
    Probing probe = finding.probe();
    if (probe == null || walks.getAndDecrement() <= 0) {
      return true;
    }
    try {
      Walked walked = workspace.walk(List.of(FindingWords.request(probe))).get(0);
      return walked.trace().outcome().result() != Outcome.Result.DELIVERED;
    } catch (TargetException unknown) {
      return true;
    }
  }
}
