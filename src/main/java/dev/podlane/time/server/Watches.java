package dev.podlane.time.server;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.placement.PlacingReader;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Fields;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those who hear of a change, and when. */
final class Watches {
  private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  private final ApiServer server;
  private final IdentityHashMap<PodTemplate, Company> company = new IdentityHashMap<>();

  /** Labels that pods on nodes got, and lost, at this moment, of which everybody has heard. */
  private final Set<Map<String, String>> come = new HashSet<>();

  private final Set<Map<String, String>> gone = new HashSet<>();
  private long companyAt = Long.MIN_VALUE;

  Watches(ApiServer server) {
    this.server = server;
  }

  private long heard() {
    return server.now() + server.settings().watch();
  }

  /** A pod was created, changed or removed; one of the two is null then. */
  void changed(@Nullable PodState before, @Nullable PodState after) {
    PodState any = Objects.requireNonNull(after == null ? before : after);
    controller(any.identity().controller());
    claims(before, after);
    if (after == null && !Objects.equals(any.identity().owner(), any.identity().controller())) {
      controller(any.identity().owner());
    }
    Set<String> services = new LinkedHashSet<>(server.selecting(before));
    services.addAll(server.selecting(after));
    services.forEach(each -> server.wake(Actor.ENDPOINT_SLICE, each, heard()));
    if (after == null || (after.isFinished() && (before == null || !before.isFinished()))) {
      // Room on a node: pods that wait for one are looked at again (rule 314). The scheduler
      // watches no pods that have ended, so to it such a one is gone, too.
      server.pending().forEach(each -> server.wake(Actor.SCHEDULER, each.path(), heard()));
    }
    if (after == null) {
      return;
    }
    if (after.nodeName() == null && after.isActive()) {
      server.wake(Actor.SCHEDULER, after.path(), heard());
    }
    boolean bound = before == null || !Objects.equals(before.nodeName(), after.nodeName());
    boolean asked = after.deletion() != null && (before == null || before.deletion() == null);
    if (asked || (bound && after.nodeName() != null)) {
      server.wake(Actor.KUBELET, after.path(), heard());
    }
    if (after.nodeName() != null && (asked || bound)) {
      onNode(after.nodeName(), asked);
    }
    boolean labelled = before != null && !before.labels().equals(after.labels());
    if (after.nodeName() != null && (bound || labelled)) {
      company(after.labels(), false);
    }
    if (before != null && after.nodeName() != null && labelled) {
      company(before.labels(), true);
    }
  }

  /**
   * A pod on a node may be the one that others wait to be near, or be spread with; with other
   * labels, the one that they must not be beside (rule 314; interpodaffinity/plugin.go,
   * podtopologyspread/plugin.go: isSchedulableAfterPodChange).
   *
   * @param had true if it had the labels before, false if it has them now
   */
  private void company(Map<String, String> labels, boolean had) {
    if (companyAt != server.now()) {
      companyAt = server.now();
      come.clear();
      gone.clear();
    }
    if (!(had ? gone : come).add(labels)) {
      return;
    }
    for (PodState each : server.pending()) {
      PodTemplate template = each.identity().template();
      if ((template.looksAtOthers() || template.keepsApart())
          && company.computeIfAbsent(template, Company::of).isFor(labels, had)) {
        server.wake(Actor.SCHEDULER, each.path(), heard());
      }
    }
  }

  /** The pods that those of a template wait for, wherever they are. */
  private record Company(PodView.Placing rules) {
    static Company of(PodTemplate template) {
      Fields spec = Fields.of(template.place(), template.tree().map("spec"), problem -> {});
      return new Company(PlacingReader.read(spec, Map.of()));
    }

    boolean isFor(Map<String, String> labels, boolean had) {
      boolean isMeant =
          had
              ? rules.antiAffinity().stream().anyMatch(each -> isOf(each.selector(), labels))
              : !rules.affinity().isEmpty()
                  && rules.affinity().stream().allMatch(each -> isOf(each.selector(), labels));
      return isMeant || rules.spread().stream().anyMatch(each -> isOf(each.selector(), labels));
    }

    private static boolean isOf(@Nullable LabelSelector selector, Map<String, String> labels) {
      return selector != null && selector.matches(labels);
    }
  }

  /** A pod that nobody controls, or no longer the same, is looked at by those that select it. */
  private void claims(@Nullable PodState before, @Nullable PodState after) {
    if (after == null) {
      names(Objects.requireNonNull(before));
      return;
    }
    if (!after.isActive()) {
      return;
    }
    ObjectRef controller = after.identity().controller();
    ObjectRef earlier = before == null ? null : before.identity().controller();
    if (earlier != null && !earlier.equals(controller)) {
      controller(earlier);
    }
    boolean isNews = before == null || earlier != null || !before.labels().equals(after.labels());
    if (controller != null || !isNews) {
      return;
    }
    for (WorkloadState each : server.workloads()) {
      boolean claims = !each.ref().kind().equals("Deployment") && !each.selector().isEverything();
      boolean isHere = each.ref().namespace().equals(after.ref().namespace());
      if (claims && isHere && each.selector().matches(after.labels())) {
        controller(each.ref());
      }
    }
  }

  /**
   * An orphan is gone: the StatefulSet that wanted its name may have it now. Upstream finds out
   * when it tries again, which it does ever more slowly.
   */
  private void names(PodState gone) {
    String name = gone.ref().name();
    int dash = name.lastIndexOf('-');
    if (gone.identity().controller() == null && dash > 0) {
      controller(
          new ObjectRef("apps/v1", "StatefulSet", gone.ref().namespace(), name.substring(0, dash)));
    }
  }

  /** A pod has come to a node, or is to leave it. */
  private void onNode(String name, boolean leaves) {
    NodeState node = server.node(name).orElse(null);
    if (node == null || (leaves && has(node, each -> each.key().equals(OUT_OF_SERVICE)))) {
      garbage(name);
    }
    if (node != null && !leaves && has(node, each -> each.effect().equals("NoExecute"))) {
      server.wake(Actor.TAINT_EVICTION, name, heard());
    }
  }

  private static boolean has(NodeState node, Predicate<Node.Taint> which) {
    return node.node().taints().stream().anyMatch(which);
  }

  private void garbage(String node) {
    server.wake(Actor.POD_GC, node, server.settings().gcLook(heard()));
  }

  private void controller(@Nullable ObjectRef ref) {
    Actor actor = ref == null ? null : actor(ref);
    if (ref != null && actor != null) {
      server.wake(actor, ref.toString(), heard());
    }
  }

  private static @Nullable Actor actor(ObjectRef ref) {
    return switch (ref.kind()) {
      case "Deployment" -> Actor.DEPLOYMENT;
      case "ReplicaSet", "ReplicationController" -> Actor.REPLICA_SET;
      case "StatefulSet" -> Actor.STATEFUL_SET;
      case "DaemonSet" -> Actor.DAEMON_SET;
      case "Job" -> Actor.JOB;
      default -> null;
    };
  }

  void changed(WorkloadState workload) {
    controller(workload.ref());
    controller(workload.owner());
  }

  void changed(NodeState node) {
    server.pending().forEach(each -> server.wake(Actor.SCHEDULER, each.path(), heard()));
    for (WorkloadState each : server.workloads()) {
      if (each.ref().kind().equals("DaemonSet")) {
        controller(each.ref());
      }
    }
    String name = node.node().name();
    server.wake(Actor.TAINT_EVICTION, name, heard());
    if (server.node(name).isEmpty() || has(node, each -> each.key().equals(OUT_OF_SERVICE))) {
      garbage(name);
    }
  }

  /** EndpointSlices have changed: every kube-proxy hears of it. */
  void sliced() {
    server.proxies().keySet().forEach(each -> server.wake(Actor.KUBE_PROXY, each, heard()));
  }
}
