package dev.podlane.cluster.control;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.document.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where a HorizontalPodAutoscaler decides how many pods a workload has that does not say it
 * itself: one is drawn then, as the API server would write.
 */
public final class Autoscaling {
  private Autoscaling() {}

  public static void tell(Inventory inventory, Diagnostics report) {
    List<Map.Entry<ObjectRef, Source>> scalers = new ArrayList<>();
    for (Map.Entry<ObjectRef, Source> each : inventory.sources.entrySet()) {
      if (each.getKey().kind().equals("HorizontalPodAutoscaler")) {
        scalers.add(each);
      }
    }
    if (scalers.isEmpty()) {
      return;
    }
    Map<String, WorkloadDraft> silent = new HashMap<>();
    for (WorkloadDraft workload : inventory.workloads()) {
      Source source = inventory.sources.get(workload.ref());
      if (source != null && source.value().map("spec").get("replicas").isEmpty()) {
        silent.put(
            key(workload.ref().kind(), workload.ref().namespace(), workload.ref().name()),
            workload);
      }
    }
    for (Map.Entry<ObjectRef, Source> each : scalers) {
      MapValue spec = each.getValue().value().map("spec");
      MapValue target = spec.map("scaleTargetRef");
      String namespace =
          each.getKey().namespace().isEmpty()
              ? Metadata.DEFAULT_NAMESPACE
              : each.getKey().namespace();
      WorkloadDraft workload =
          silent.get(
              key(target.text("kind").orElse(""), namespace, target.text("name").orElse("")));
      if (workload != null) {
        String least = spec.text("minReplicas").orElse("1");
        report.assume(
            "workload.scaled", workload.ref(), workload.ref().path(), each.getKey().name(), least);
      }
    }
  }

  private static String key(String kind, String namespace, String name) {
    return kind + " " + namespace + "/" + name;
  }
}
