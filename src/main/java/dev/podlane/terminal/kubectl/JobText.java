package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Pod;
import dev.podlane.time.job.JobAction;
import dev.podlane.time.job.JobView;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.JobState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.List;

/** Jobs as kubectl prints them (printJob in pkg/printers/internalversion/printers.go). */
final class JobText {
  private JobText() {}

  /** A row of {@code kubectl get}. */
  static List<String> row(WorkloadState job, State state) {
    JobView view = job.jobView();
    JobState status = job.job();
    JobAction.End end = status == null ? null : status.end();
    boolean runs = status != null && status.started() != ContainerRun.NEVER;
    String text =
        end == JobAction.End.COMPLETE
            ? "Complete"
            : end != null ? "Failed" : view.suspended() ? "Suspended" : "Running";
    long until = status == null || end == null ? state.now() : status.endedAt();
    return List.of(
        job.ref().name(),
        text,
        completions(job, view, state),
        status == null || !runs ? "" : Ages.text(until - status.started()),
        Ages.of(state.now(), job.createdAt()));
  }

  private static String completions(WorkloadState job, JobView view, State state) {
    JobState status = job.job();
    long there =
        state.pods().controlledBy(job.ref()).stream()
            .filter(each -> each.phase() == Pod.Phase.SUCCEEDED)
            .count();
    long done = there + (status == null ? 0 : status.past().succeeded().size());
    Integer wanted = view.completions();
    return wanted != null
        ? done + "/" + wanted
        : view.parallelism() > 1 ? done + "/1 of " + view.parallelism() : done + "/1";
  }
}
