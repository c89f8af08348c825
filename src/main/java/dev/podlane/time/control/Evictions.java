package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.time.disruption.Eviction;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.PodState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evictions, which PodDisruptionBudgets may refuse (rules 297 to 302). */
final class Evictions {
  private static final int UNHEALTHY_POLICY_SINCE = 27;
  private static final int REASONS_SINCE = 35;

  private final ApiServer server;

  Evictions(ApiServer server) {
    this.server = server;
  }

  /** Evicts a pod; the answer if it is refused. */
  Optional<Eviction.Refused> evict(PodState pod) {
    Eviction answer = Eviction.answer(target(pod), guards(pod));
    if (answer instanceof Eviction.Refused refused) {
      return Optional.of(refused);
    }
    Deletions.delete(server, pod, pod.identity().template().grace());
    return Optional.empty();
  }

  private static Eviction.Target target(PodState pod) {
    return new Eviction.Target(pod.ref().name(), pod.phase(), pod.ready(), pod.deletion() != null);
  }

  private List<Eviction.Guard> guards(PodState pod) {
    List<Eviction.Guard> guards = new ArrayList<>();
    for (Map.Entry<ObjectRef, Source> each : server.base().cluster().sources().entrySet()) {
      ObjectRef ref = each.getKey();
      boolean isNear =
          ref.kind().equals("PodDisruptionBudget") && ref.namespace().equals(pod.ref().namespace());
      if (isNear) {
        guard(ref, each.getValue(), pod).ifPresent(guards::add);
      }
    }
    return guards;
  }

  private Optional<Eviction.Guard> guard(ObjectRef ref, Source source, PodState pod) {
    Fields spec = Fields.of(source.place(), source.value(), any -> {}).mapOrEmpty("spec");
    boolean selects =
        spec.has("selector") && SelectorReader.selector(spec, "selector").matches(pod.labels());
    if (!selects) {
      return Optional.empty();
    }
    int minor = server.base().cluster().network().proxy().minorVersion();
    boolean always =
        minor >= UNHEALTHY_POLICY_SINCE
            && spec.text("unhealthyPodEvictionPolicy").filter("AlwaysAllow"::equals).isPresent();
    return Optional.of(
        new Eviction.Guard(
            ref.name(), always, minor >= REASONS_SINCE, Budgets.status(ref, spec, server.state())));
  }
}
