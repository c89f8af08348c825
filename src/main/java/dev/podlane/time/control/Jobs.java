package dev.podlane.time.control;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.document.Fields;
import dev.podlane.time.job.JobAction;
import dev.podlane.time.job.JobDecision;
import dev.podlane.time.job.JobPast;
import dev.podlane.time.job.JobPod;
import dev.podlane.time.job.JobView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.JobState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Job controller (rules 209 to 211). */
final class Jobs {
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  private final ApiServer server;
  private final NewPods pods;
  private final Claims claims;

  Jobs(ApiServer server) {
    this.server = server;
    this.pods = new NewPods(server);
    this.claims = new Claims(server, Actor.JOB);
  }

  void sync(WorkloadState job) {
    claims.sync(job, any -> true);
    JobView view = JobView.read(Fields.of(job.template().place(), job.spec(), any -> {}));
    JobState known = job.job() == null ? JobState.begun(server.now()) : job.job();
    List<JobPod> there = server.controlledBy(job.ref()).stream().map(Jobs::view).toList();
    JobState state = counted(job, known, there);
    if (state.end() == null) {
      state = started(state, view);
      Duration began = Duration.ofMillis(view.suspended() ? server.now() : state.started());
      Duration now = Duration.ofMillis(server.now());
      for (JobAction action : JobDecision.sync(view, began, there, state.past(), now)) {
        state = carryOut(job, view, state, action);
      }
    }
    JobState after = state;
    server.workload(job.key()).ifPresent(current -> server.write(current.with(after)));
    if (after.end() != null) {
      Duration end = Duration.ofMillis(after.endedAt());
      JobDecision.afterwards(view, end, Duration.ofMillis(server.now()))
          .ifPresent(action -> carryOut(job, view, after, action));
    }
  }

  /** A Job that is suspended has no start, and starts anew when it is resumed. */
  private JobState started(JobState state, JobView view) {
    boolean runs = state.started() != ContainerRun.NEVER;
    if (view.suspended()) {
      return runs ? state.starting(ContainerRun.NEVER) : state;
    }
    return runs ? state : state.starting(server.now());
  }

  /**
   * Pods that are gone are counted once: as they were when they were seen last. One that it has let
   * go of is not: its finalizer is taken away with the reference.
   */
  private JobState counted(WorkloadState job, JobState state, List<JobPod> there) {
    Set<String> names = new HashSet<>();
    there.forEach(each -> names.add(each.name()));
    List<Integer> succeeded = new ArrayList<>(state.past().succeeded());
    List<Integer> failed = new ArrayList<>(state.past().failed());
    for (JobPod each : state.seen()) {
      boolean isGone = server.pod(job.ref().namespace() + "/" + each.name()).isEmpty();
      if (isGone && !names.contains(each.name())) {
        (each.phase() == Phase.SUCCEEDED ? succeeded : failed).add(each.index());
      }
    }
    return state.counting(new JobPast(succeeded, failed), there);
  }

  private JobState carryOut(WorkloadState job, JobView view, JobState state, JobAction action) {
    if (action instanceof JobAction.CreatePods create) {
      create.indexes().forEach(index -> create(job, index));
    } else if (action instanceof JobAction.DeletePods delete) {
      delete.names().forEach(name -> delete(job, name));
    } else if (action instanceof JobAction.LookAgain look) {
      server.wake(Actor.JOB, job.key(), look.moment().toMillis());
    } else if (action instanceof JobAction.DeleteJob) {
      server.tell(Actor.JOB, "", job.ref(), 210, "job.deleted");
      server.remove(job);
      server.controlledBy(job.ref()).forEach(this::delete);
    } else if (action instanceof JobAction.Finish finish) {
      String how = finish.end().name().toLowerCase(Locale.ROOT).replace('_', '-');
      int rule = finish.end() == JobAction.End.COMPLETE ? 209 : 210;
      server.tell(Actor.JOB, "", job.ref(), rule, "job." + how);
      JobState ended = state.ended(finish.end(), server.now());
      JobDecision.afterwards(view, Duration.ofMillis(server.now()), Duration.ofMillis(server.now()))
          .ifPresent(
              later -> server.wake(Actor.JOB, job.key(), server.now() + server.settings().watch()));
      return ended;
    }
    return state;
  }

  private void create(WorkloadState job, int index) {
    String name = job.ref().name();
    Map<String, String> labels = new HashMap<>();
    labels.put("batch.kubernetes.io/job-name", name);
    labels.put("job-name", name);
    String own = name + "-" + index;
    if (index >= 0) {
      labels.put(INDEX, "" + index);
    }
    PodState made =
        index >= 0
            ? pods.generated(job, own, labels, own, null)
            : pods.generated(job, name, labels, "", null);
    server.tell(Actor.JOB, "", made.ref(), 209, "pod.created", name);
  }

  private void delete(WorkloadState job, String name) {
    server
        .pod(job.ref().namespace() + "/" + name)
        .ifPresent(
            pod -> {
              server.tell(Actor.JOB, "", pod.ref(), 210, "pod.deleted", job.ref().name());
              delete(pod);
            });
  }

  private void delete(PodState pod) {
    pods.delete(pod, pod.identity().template().grace());
  }

  private static JobPod view(PodState pod) {
    String index = pod.labels().getOrDefault(INDEX, "");
    List<ContainerRun> containers = pod.runtime() == null ? List.of() : pod.runtime().containers();
    return new JobPod(
        pod.ref().name(),
        index.matches("[0-9]{1,9}") ? Integer.parseInt(index) : -1,
        pod.nodeName(),
        pod.phase(),
        pod.deletion() != null,
        pod.ready(),
        Duration.ofMillis(pod.readySince()),
        Duration.ofMillis(pod.identity().createdAt()),
        finished(pod, containers),
        containers.stream().mapToInt(ContainerRun::restarts).sum());
  }

  /** The end of its last container, or the moment its deletion was asked for. */
  private static @Nullable Duration finished(PodState pod, List<ContainerRun> containers) {
    if (pod.isFinished()) {
      long last =
          containers.stream()
              .mapToLong(ContainerRun::endedAt)
              .filter(each -> each != ContainerRun.NEVER)
              .max()
              .orElse(pod.identity().createdAt());
      return Duration.ofMillis(last);
    }
    PodState.Deletion deletion = pod.deletion();
    return deletion == null ? null : Duration.ofMillis(deletion.at());
  }
}
