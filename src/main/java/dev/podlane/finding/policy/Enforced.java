package dev.podlane.finding.policy;

import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import java.util.function.Consumer;

/**
 * A finder of faults of policies, whose probes show something only where policies are enforced.
 *
 * @param finder the finder
 */
public record Enforced(Finder finder) implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    boolean none = scene.cluster().network().nodes().policyEngine() == PolicyEngine.NONE;
    finder.find(scene, each -> found.accept(none ? each.shownBy(null) : each));
  }
}
