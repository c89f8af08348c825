package dev.podlane.cluster;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.MapValue;
import java.util.Map;

/** The accounts of pods, as they are written; a workload's pods have that of its template. */
public final class ServiceAccounts {
  private static final String DEFAULT = "default";

  private final Map<ObjectRef, Source> sources;

  /** The accounts that objects tell of. */
  public ServiceAccounts(Map<ObjectRef, Source> sources) {
    this.sources = sources;
  }

  /** The name of a pod's account; {@code default} if none is written. */
  public String of(Pod pod) {
    Source own = sources.get(pod.ref());
    if (own != null) {
      return account(own.value().map("spec"));
    }
    ObjectRef owner = pod.owner();
    Source source = owner == null ? null : sources.get(owner);
    return source == null ? DEFAULT : account(template(source.value().map("spec")));
  }

  private static MapValue template(MapValue spec) {
    MapValue job = spec.map("jobTemplate").map("spec");
    return (job.entries().isEmpty() ? spec : job).map("template").map("spec");
  }

  private static String account(MapValue spec) {
    return spec.text("serviceAccountName").filter(name -> !name.isEmpty()).orElse(DEFAULT);
  }
}
