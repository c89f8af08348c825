package dev.podlane.answer;

import dev.podlane.answer.TimelineView.WorkloadView;
import dev.podlane.cluster.object.Container;
import dev.podlane.time.Course;
import dev.podlane.time.rollout.RolloutStrategy;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the workloads of a time line that roll out. */
final class TimelineWorkloads {
  /** The most workloads that are told; those to which something happens come first. */
  static final int MOST = 100;

  private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "DaemonSet");
  private static final String CREATED = "set.created";
  private static final double SECOND = 1_000;

  private final Course course;

  /** Images of ReplicaSets by name, by the key of their Deployment. */
  private final Map<String, SortedMap<String, String>> images = new TreeMap<>();

  private TimelineWorkloads(Course course) {
    this.course = course;
  }

  static List<WorkloadView> of(Course course) {
    return new TimelineWorkloads(course).views();
  }

  private List<WorkloadView> views() {
    Set<String> busy = new HashSet<>();
    for (Entry each : course.entries()) {
      busy.add("" + each.object());
      if (each.code().equals(CREATED)) {
        collect(course.at(each.at()).workloads().get("" + each.object()));
      }
    }
    State end = course.end();
    List<WorkloadState> all = new ArrayList<>();
    for (WorkloadState each : end.workloads().list()) {
      if (KINDS.contains(each.ref().kind())) {
        all.add(each);
      }
    }
    all.sort(
        Comparator.comparing((WorkloadState each) -> !busy.contains(each.key()))
            .thenComparing(WorkloadState::key));
    List<WorkloadView> views = new ArrayList<>();
    for (WorkloadState each : all.subList(0, Math.min(MOST, all.size()))) {
      course.moments().get(0).state().workloads().children(each).forEach(this::collect);
      end.workloads().children(each).forEach(this::collect);
      views.add(view(each));
    }
    return views;
  }

  private void collect(@Nullable WorkloadState set) {
    if (set != null && set.owner() != null) {
      images
          .computeIfAbsent("" + set.owner(), key -> new TreeMap<>())
          .put(set.ref().name(), images(set.template()));
    }
  }

  private WorkloadView view(WorkloadState workload) {
    boolean isDeployment = workload.ref().kind().equals("Deployment");
    RolloutStrategy strategy =
        isDeployment ? RolloutStrategy.read(workload.fields()) : RolloutStrategy.DEFAULT;
    boolean hasLimits = isDeployment && strategy instanceof RolloutStrategy.RollingUpdate;
    long hook = 0;
    for (ContainerTemplate each : workload.template().containers()) {
      hook = Math.max(hook, each.preStop());
    }
    return new WorkloadView(
        workload.ref().kind(),
        workload.ref().namespace(),
        workload.ref().name(),
        workload.replicas(),
        hasLimits ? strategy.surge(workload.replicas()) : null,
        hasLimits ? strategy.unavailable(workload.replicas()) : null,
        hook / SECOND,
        images(workload.template()),
        images.getOrDefault(workload.key(), new TreeMap<>()));
  }

  /** Images of the containers that the pods are for, in their order. */
  private static String images(PodTemplate template) {
    return template.spec().containers().stream()
        .filter(each -> !each.sidecar())
        .map(Container::image)
        .collect(Collectors.joining(", "));
  }
}
