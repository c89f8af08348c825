package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.workspace.TimedEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code kubectl rollout status} and {@code history}. */
final class Rollouts {
  private final State state;
  private final KubectlWords words;

  Rollouts(State state, KubectlWords words) {
    this.state = state;
    this.words = words;
  }

  /** As {@code rollout status} ends (kubectl pkg/polymorphichelpers/rollout_status.go). */
  String status() {
    Named named = Named.of(words, 1, "rollout status KIND/NAME");
    WorkloadState workload = named.workload(state, words.namespace());
    String name = workload.ref().name();
    if (!named.kind().equals("Deployment")) {
      return ofSet(workload);
    }
    DeploymentStatus.Condition progress = workload.rollout().progressing();
    if (progress != null
        && progress.reason() == DeploymentStatus.Reason.PROGRESS_DEADLINE_EXCEEDED) {
      throw new CommandException(
          "error: deployment \"" + name + "\" exceeded its progress deadline", 1);
    }
    int updated = workload.rollout().updated();
    String waiting = "Waiting for deployment \"" + name + "\" rollout to finish: ";
    if (updated < workload.replicas()) {
      return waiting
          + (updated + " out of " + workload.replicas() + " new replicas have been updated...");
    }
    if (workload.rollout().replicas() > updated) {
      int old = workload.rollout().replicas() - updated;
      return waiting + old + " old replicas are pending termination...";
    }
    int available = workload.rollout().available();
    return available < updated
        ? waiting + available + " of " + updated + " updated replicas are available..."
        : "deployment \"" + name + "\" successfully rolled out";
  }

  private String ofSet(WorkloadState set) {
    if (!TimedEvents.updateStrategy(set).equals("RollingUpdate")) {
      throw new CommandException(
          "error: rollout status is only available for RollingUpdate strategy type", 1);
    }
    int updated = Rows.updated(set, state);
    if (set.ref().kind().equals("DaemonSet")) {
      int desired = set.counts().replicas();
      int available = set.counts().available();
      String waiting = "Waiting for daemon set \"" + set.ref().name() + "\" rollout to finish: ";
      return updated < desired
          ? waiting + updated + " out of " + desired + " new pods have been updated..."
          : available < desired
              ? waiting + available + " of " + desired + " updated pods are available..."
              : "daemon set \"" + set.ref().name() + "\" successfully rolled out";
    }
    int missing = set.replicas() - set.counts().ready();
    if (missing > 0) {
      return "Waiting for " + missing + " pods to be ready...";
    }
    int wanted = set.replicas() - TimedEvents.partition(set);
    return updated < wanted
        ? "Waiting for partitioned roll out to finish: "
            + updated
            + " out of "
            + wanted
            + " new pods have been updated..."
        : "partitioned roll out complete: " + updated + " new pods have been updated...";
  }

  /** As kubectl tells it (pkg/polymorphichelpers/history.go). */
  String history() {
    Named named = Named.of(words, 1, "rollout history deployment/NAME");
    WorkloadState workload = named.workload(state, words.namespace());
    List<WorkloadState> sets = new ArrayList<>(state.workloads().children(workload));
    sets.sort(Comparator.comparingLong(each -> each.notes().revision()));
    String wanted = words.value("revision", "revision", "");
    if (!wanted.isEmpty()) {
      WorkloadState set =
          sets.stream()
              .filter(each -> ("" + each.notes().revision()).equals(wanted))
              .findFirst()
              .orElseThrow(
                  () -> new CommandException("error: unable to find the specified revision", 1));
      List<String> lines = new ArrayList<>();
      lines.add(named.text() + " with revision #" + wanted);
      lines.addAll(Describing.template(set.template(), ""));
      return String.join("\n", lines);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REVISION", "CHANGE-CAUSE"));
    sets.forEach(each -> rows.add(List.of("" + each.notes().revision(), "<none>")));
    return named.text() + "\n" + String.join("\n", Columns.of(rows, 2));
  }
}
