package dev.podlane.finding.service;

import dev.podlane.cluster.service.Service;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import java.util.List;
import java.util.function.Consumer;

/** Finds fields of Services that have no effect on Services of their kind (rules 33, 40). */
public final class UnusedFieldFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Service service : scene.cluster().services().all()) {
      if (service.headless() && service.traffic().affinitySeconds() > 0) {
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_AFFINITY_HEADLESS,
                    service.ref(),
                    "spec.sessionAffinity",
                    "None",
                    "ClientIP",
                    ServiceWords.show(service))
                .mendedBy(service.ref(), "spec.sessionAffinity", null));
      }
      List<?> ranges = service.loadBalancer().sourceRanges();
      if (!ranges.isEmpty() && service.type() != Service.Type.LOAD_BALANCER) {
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_RANGES_UNUSED,
                    service.ref(),
                    "spec.loadBalancerSourceRanges",
                    Service.Type.LOAD_BALANCER.text(),
                    service.type().text(),
                    ServiceWords.show(service))
                .mendedBy(service.ref(), "spec.loadBalancerSourceRanges", null));
      }
    }
  }
}
