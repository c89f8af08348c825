package dev.podlane.time.control;

import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.document.Fields;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.taint.TaintEviction;
import dev.podlane.time.taint.TimedToleration;
import dev.podlane.time.template.PodTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The node lifecycle controller and taint eviction (rules 275 to 287). */
final class NodeLifecycle {
  /** Stands for all zones. It comes after the names of nodes, so that all were looked at before. */
  static final String ZONES = "~";

  private final ApiServer server;
  private final ZoneTaints zones;

  NodeLifecycle(ApiServer server) {
    this.server = server;
    this.zones = new ZoneTaints(server);
  }

  /** Looks whether a node has been heard of. */
  void monitor(String name) {
    if (name.equals(ZONES)) {
      zones.taint();
      return;
    }
    NodeState node = server.node(name).orElse(null);
    if (node == null) {
      return;
    }
    long now = server.now();
    boolean noticed = node.unreachableAt() != ContainerRun.NEVER;
    if (node.isSilent() && !noticed) {
      long due = noticedAt(node.silentAt());
      if (now < due) {
        server.wake(Actor.NODE_LIFECYCLE, name, due);
        return;
      }
      server.write(node.unreachable(now));
      server.tell(Actor.NODE_LIFECYCLE, "", node.node().ref(), 276, "node.unreachable");
      for (PodState pod : server.podsOn(name)) {
        if (pod.ready()) {
          server.write(pod.reported(pod.phase(), pod.ip(), false, now));
          server.tell(Actor.NODE_LIFECYCLE, "", pod.ref(), 280, "pod.marked-unready");
        }
      }
      server.wake(Actor.NODE_LIFECYCLE, ZONES, now);
    } else if (!node.isSilent() && noticed) {
      server.write(node.reachable());
      server.tell(Actor.NODE_LIFECYCLE, "", node.node().ref(), 285, "node.reachable");
      server.wake(Actor.NODE_LIFECYCLE, ZONES, now);
    }
  }

  /**
   * The moment at which the silence of a node is noticed: the first look after the grace period
   * since its last renewal (rule 278).
   */
  private long noticedAt(long silent) {
    long renewal = server.settings().leaseRenewal();
    long renewed = Math.floorDiv(silent, renewal) * renewal;
    long period = server.settings().monitorPeriod();
    long late = renewed + server.settings().monitorGrace();
    return Math.floorDiv(late, period) * period + period;
  }

  /** Deletes the pods of a node that do not tolerate its taints, or no longer. */
  void evict(String name) {
    NodeState node = server.node(name).orElse(null);
    if (node == null) {
      return;
    }
    boolean isTainted =
        node.node().taints().stream().anyMatch(each -> each.effect().equals("NoExecute"));
    PMap<String, Long> planned = HashTreePMap.empty();
    if (isTainted) {
      for (PodState pod : server.podsOn(name)) {
        if (pod.deletion() == null && !pod.isFinished()) {
          planned = evict(pod, node, planned);
        }
      }
    }
    if (!planned.equals(node.evictions())) {
      server.write(node.evicting(planned));
    }
  }

  private PMap<String, Long> evict(PodState pod, NodeState node, PMap<String, Long> planned) {
    Long before = node.evictions().get(pod.path());
    Duration now = Duration.ofMillis(server.now());
    Optional<Duration> moment =
        TaintEviction.moment(
            node.node().taints(),
            tolerations(pod),
            before == null ? null : Duration.ofMillis(before),
            now);
    if (moment.isEmpty()) {
      return planned;
    }
    if (moment.get().compareTo(now) > 0) {
      long due = moment.get().toMillis();
      server.wake(Actor.TAINT_EVICTION, node.node().name(), due);
      return planned.plus(pod.path(), due);
    }
    server.tell(Actor.TAINT_EVICTION, "", pod.ref(), 283, "pod.evicted-by-taint");
    Deletions.delete(server, pod, pod.identity().template().grace());
    return planned;
  }

  /** The tolerations of a pod, with their times: admission adds 300 s of two taints (rule 282). */
  private static List<TimedToleration> tolerations(PodState pod) {
    PodTemplate template = pod.identity().template();
    Fields spec = Fields.of(template.place(), template.tree().map("spec"), any -> {});
    List<TimedToleration> all = new ArrayList<>(TimedToleration.read(spec));
    List<Toleration> written = all.stream().map(TimedToleration::toleration).toList();
    // Those that a DaemonSet adds have no end.
    PodViews.spec(pod).tolerations().stream()
        .filter(each -> !written.contains(each))
        .forEach(each -> all.add(new TimedToleration(each, null)));
    return TimedToleration.admitted(
        all, TimedToleration.DEFAULT_SECONDS, TimedToleration.DEFAULT_SECONDS);
  }
}
