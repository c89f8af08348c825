package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.finding.Findings;
import dev.podlane.finding.scene.Scene;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The findings of one opened cluster, made once. */
final class Diagnosis {
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
    PolicyIndex policies = workspace.desired().names().policies();
    return cluster == null || policies == null
        ? Findings.NONE
        : Findings.of(new Scene(cluster, workspace.network(), policies));
  }
}
