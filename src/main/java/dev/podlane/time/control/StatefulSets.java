package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.statefulset.OrdinalPod;
import dev.podlane.time.statefulset.StatefulSetAction;
import dev.podlane.time.statefulset.StatefulSetDecision;
import dev.podlane.time.statefulset.StatefulSetStatus;
import dev.podlane.time.statefulset.StatefulSetView;
import dev.podlane.time.template.PodTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The StatefulSet controller (rules 194 to 203). */
final class StatefulSets {
  private static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";

  private final ApiServer server;
  private final NewPods pods;
  private final Claims claims;

  StatefulSets(ApiServer server) {
    this.server = server;
    this.pods = new NewPods(server);
    this.claims = new Claims(server, Actor.STATEFUL_SET);
  }

  void sync(WorkloadState set) {
    claims.sync(set, pod -> !ordinal(set, pod).isEmpty());
    server.controlledBy(set.ref()).forEach(this::name);
    Duration now = Duration.ofMillis(server.now());
    StatefulSetView view = view(set);
    List<OrdinalPod> there = pods(set);
    int minor = server.base().cluster().network().proxy().minorVersion();
    StatefulSetView.Walk walk = StatefulSetView.Walk.of(minor);
    for (StatefulSetAction action : StatefulSetDecision.sync(view, there, walk, now)) {
      if (action instanceof StatefulSetAction.CreatePod create) {
        create(set, create);
      } else if (action instanceof StatefulSetAction.DeletePod delete) {
        delete(set, delete);
      }
    }
    StatefulSetStatus status = StatefulSetStatus.of(view, there, now);
    boolean isDone = status.currentRevision().equals(view.updateRevision());
    WorkloadState counted =
        set.with(new ReplicaSetView.Counts(status.replicas(), status.ready(), status.available()));
    server.write(isDone ? counted.with((PodTemplate) null) : counted);
    wake(set, view, there, now);
  }

  /** Looks again when a pod becomes available (rule 166). */
  private void wake(WorkloadState set, StatefulSetView view, List<OrdinalPod> there, Duration now) {
    for (OrdinalPod pod : there) {
      Duration since = pod.readySince();
      if (pod.ready() && since != null && view.minReadySeconds() > 0) {
        Duration then = since.plusSeconds(view.minReadySeconds());
        if (then.compareTo(now) > 0) {
          server.wake(Actor.STATEFUL_SET, set.key(), then.toMillis());
        }
      }
    }
  }

  private static String revision(PodTemplate template) {
    return Long.toString(template.hash());
  }

  private static StatefulSetView view(WorkloadState set) {
    Fields spec = set.fields();
    PodTemplate before = set.before();
    String wanted = revision(set.template());
    return new StatefulSetView(
        set.ref().name(),
        set.replicas(),
        spec.mapOrEmpty("ordinals").integer("start").orElse(0),
        spec.text("podManagementPolicy").filter("Parallel"::equals).isPresent(),
        StatefulSetView.Strategy.read(spec),
        spec.integer("minReadySeconds").orElse(0),
        before == null ? wanted : revision(before),
        wanted,
        false);
  }

  /** The number at the end of a pod's name; empty if the name is not one of the set's. */
  private static String ordinal(WorkloadState set, PodState pod) {
    String name = pod.ref().name();
    String prefix = set.ref().name() + "-";
    String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return number.matches("[0-9]{1,9}") ? number : "";
  }

  /** A pod of a set has its name as a label; taken away, it is written again (updateIdentity). */
  private void name(PodState pod) {
    String name = pod.ref().name();
    if (pod.deletion() == null
        && Claims.isRelabelled(pod)
        && !name.equals(pod.labels().get(NAME_LABEL))) {
      SortedMap<String, String> labels = new TreeMap<>(pod.labels());
      labels.put(NAME_LABEL, name);
      server.tell(Actor.STATEFUL_SET, "", pod.ref(), 197, "pod.labelled", NAME_LABEL + "=" + name);
      server.write(pod.labelled(labels));
    }
  }

  private List<OrdinalPod> pods(WorkloadState set) {
    List<OrdinalPod> found = new ArrayList<>();
    for (PodState pod : server.controlledBy(set.ref())) {
      String number = ordinal(set, pod);
      if (!number.isEmpty()) {
        found.add(
            new OrdinalPod(
                pod.ref().name(),
                Integer.parseInt(number),
                revision(pod.identity().template()),
                pod.phase(),
                pod.deletion() != null,
                pod.ready(),
                Duration.ofMillis(pod.readySince())));
      }
    }
    return found;
  }

  private void create(WorkloadState set, StatefulSetAction.CreatePod create) {
    PodTemplate before = set.before();
    Map<String, String> labels = new TreeMap<>();
    labels.put(NAME_LABEL, create.name());
    labels.put("apps.kubernetes.io/pod-index", "" + create.ordinal());
    ObjectRef ref = new ObjectRef("v1", "Pod", set.ref().namespace(), create.name());
    if (server.pod(ref.path()).isEmpty()) {
      WorkloadState as =
          before != null && create.revision().equals(revision(before))
              ? set.with(set.template(), before)
              : set;
      PodState made = pods.create(ref, server.nextSerial(), as, labels, create.name(), null);
      server.tell(Actor.STATEFUL_SET, "", made.ref(), 194, "pod.created", set.ref().name());
    }
  }

  private void delete(WorkloadState set, StatefulSetAction.DeletePod delete) {
    server
        .pod(set.ref().namespace() + "/" + delete.name())
        .ifPresent(
            pod -> {
              server.tell(
                  Actor.STATEFUL_SET, "", pod.ref(), rule(delete), "pod.deleted", set.ref().name());
              pods.delete(pod, pod.identity().template().grace());
            });
  }

  private static int rule(StatefulSetAction.DeletePod delete) {
    return switch (delete.reason()) {
      case FINISHED -> 196;
      case SCALE_DOWN -> 194;
      case UPDATE -> 198;
    };
  }
}
