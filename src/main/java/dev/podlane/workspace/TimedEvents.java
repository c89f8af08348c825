package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.JsonText;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes of workloads that {@code kubectl} has commands for. */
public final class TimedEvents {
  private static final int SHOWN = 5;

  private TimedEvents() {}

  /**
   * The workloads that a text may mean.
   *
   * @param text {@code KIND namespace/name}, {@code kind/name}, {@code namespace/name} or a name
   */
  public static List<WorkloadState> workloads(State state, String text) {
    WorkloadState exact = state.workloads().get(text);
    if (exact != null) {
      return List.of(exact);
    }
    List<WorkloadState> found = new ArrayList<>();
    for (WorkloadState each : state.workloads().all().values()) {
      ObjectRef ref = each.ref();
      String kind = ref.kind().toLowerCase(Locale.ROOT);
      boolean isOwned = each.owner() != null;
      boolean isNamed = text.equals(ref.name()) || text.equals(ref.path());
      boolean isOfKind =
          text.equals(kind + "/" + ref.name()) || text.equals(kind + ":" + ref.path());
      if (isOfKind || (isNamed && !isOwned)) {
        found.add(each);
      }
    }
    return found;
  }

  /** The keys of workloads, a few. */
  public static List<String> keys(List<WorkloadState> workloads) {
    return workloads.stream().map(WorkloadState::key).sorted().limit(SHOWN).toList();
  }

  /** A few workloads of a state. */
  public static List<String> some(State state) {
    return keys(
        state.workloads().all().values().stream().filter(each -> each.owner() == null).toList());
  }

  /** The way in which a Deployment replaces its pods: RollingUpdate or Recreate. */
  public static String strategy(WorkloadState deployment) {
    return deployment.spec().map("strategy").text("type").orElse("RollingUpdate");
  }

  /** The way in which a StatefulSet or DaemonSet replaces its pods: RollingUpdate or OnDelete. */
  public static String updateStrategy(WorkloadState set) {
    return set.spec().map("updateStrategy").text("type").orElse("RollingUpdate");
  }

  /** The ordinal below which a StatefulSet leaves its pods as they are. */
  public static int partition(WorkloadState set) {
    return set.fields()
        .mapOrEmpty("updateStrategy")
        .mapOrEmpty("rollingUpdate")
        .integer("partition")
        .orElse(0);
  }

  /** Another number of replicas. */
  public static Event scale(WorkloadState workload, int replicas) {
    String field = workload.ref().kind().equals("Job") ? "spec.parallelism" : "spec.replicas";
    return new Event.FieldChange(name(workload), field, "" + replicas);
  }

  /**
   * Another image.
   *
   * @param container its name; empty if there is only one
   * @return empty if there is no such container, or more than one
   */
  public static Optional<Event> image(WorkloadState workload, String container, String image) {
    MapValue spec = workload.spec().map("template").map("spec");
    for (String list : List.of("containers", "initContainers")) {
      List<Value> items =
          spec.entries().get(list) instanceof ListValue all ? all.items() : List.of();
      boolean isOnly = container.isEmpty() && items.size() == 1;
      for (int i = 0; i < items.size(); i++) {
        boolean isIt =
            items.get(i) instanceof MapValue map
                && map.text("name").filter(container::equals).isPresent();
        if (isIt || isOnly) {
          String path = "spec.template.spec." + list + "[" + i + "].image";
          return Optional.of(new Event.FieldChange(name(workload), path, json(image)));
        }
      }
    }
    return Optional.empty();
  }

  /** The CronJobs of a state, as {@code CronJob namespace/name}. */
  public static List<String> cronJobs(State state) {
    return state.base().cluster().sources().keySet().stream()
        .filter(ref -> ref.kind().equals("CronJob"))
        .map(ObjectRef::toString)
        .sorted()
        .toList();
  }

  /**
   * A CronJob that fires.
   *
   * @param text {@code CronJob namespace/name}, {@code cronjob/name} or a name
   * @return empty if it means none, or more than one
   */
  public static Optional<Event> fire(State state, String text) {
    String name = text.substring(text.lastIndexOf('/') + 1);
    List<String> meant =
        cronJobs(state).stream()
            .filter(each -> each.equals(text) || (!text.contains(" ") && each.endsWith("/" + name)))
            .toList();
    return meant.size() == 1
        ? Optional.of(new Event.Act(Event.Deed.FIRE, meant.get(0), ""))
        : Optional.empty();
  }

  /**
   * A restart of all pods (rule 181).
   *
   * @param now the moment in milliseconds, which tells it apart from other restarts
   */
  public static Event restart(WorkloadState workload, long now) {
    String path = "spec.template.metadata.annotations[\"kubectl.kubernetes.io/restartedAt\"]";
    return new Event.FieldChange(name(workload), path, json(now / 1_000.0 + " s"));
  }

  /** Returns true if the rollout of a Deployment is paused. */
  public static boolean isPaused(WorkloadState deployment) {
    return deployment.fields().flag("paused");
  }

  /** A rollout that is paused, or goes on (rule 172). */
  public static Event paused(WorkloadState workload, boolean paused) {
    return new Event.FieldChange(name(workload), "spec.paused", "" + paused);
  }

  /**
   * A label of an object. Pods that controllers made stand in no document.
   *
   * @param value null to take it away
   */
  public static Event labelled(State state, ObjectName name, String key, @Nullable String value) {
    String namespace = name.namespace().isEmpty() ? "default" : name.namespace();
    PodState pod = state.pods().pods().get(namespace + "/" + name.name());
    boolean isMade =
        name.kind().equals("Pod")
            && pod != null
            && !state.base().cluster().sources().containsKey(pod.ref());
    return isMade
        ? new Event.Act(
            Event.Deed.LABEL_POD,
            namespace + "/" + name.name(),
            value == null ? key + "-" : key + "=" + value)
        : new Event.FieldChange(name, label(key), value == null ? null : json(value));
  }

  /** The path of a label. */
  private static String label(String key) {
    return "metadata.labels[\"" + key.replace("\\", "").replace("\"", "") + "\"]";
  }

  private static ObjectName name(WorkloadState workload) {
    ObjectRef ref = workload.ref();
    return new ObjectName(ref.kind(), ref.namespace(), ref.name());
  }

  private static String json(String text) {
    return JsonText.print(new ScalarValue(0, ScalarValue.Type.TEXT, text)).strip();
  }
}
