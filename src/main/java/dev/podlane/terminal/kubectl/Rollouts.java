package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.TimedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/** {@code kubectl rollout status}, {@code history} and {@code undo}. */
final class Rollouts {
  private static final Set<String> REVISED = Set.of("Deployment", "StatefulSet", "DaemonSet");

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
    Named named = Named.of(words, 1, "rollout history KIND/NAME");
    SortedMap<Long, PodTemplate> all =
        state.workloads().history(named.workload(state, words.namespace()));
    String wanted = words.value("revision", "revision", "");
    if (!wanted.isEmpty()) {
      PodTemplate template = wanted.matches("[0-9]{1,9}") ? all.get(Long.valueOf(wanted)) : null;
      if (template == null) {
        throw new CommandException("error: unable to find the specified revision", 1);
      }
      List<String> lines = new ArrayList<>();
      lines.add(named.text() + " with revision #" + wanted);
      lines.addAll(Describing.template(template, ""));
      return String.join("\n", lines);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REVISION", "CHANGE-CAUSE"));
    all.keySet().forEach(each -> rows.add(List.of("" + each, "<none>")));
    return named.text() + "\n" + String.join("\n", Columns.of(rows, 2));
  }

  /** Goes back to an earlier template (pkg/polymorphichelpers/rollback.go). */
  KubectlResult undo() {
    Named named = Named.of(words, 1, "rollout undo KIND/NAME");
    WorkloadState workload = named.workload(state, words.namespace());
    if (!REVISED.contains(named.kind())) {
      throw new CommandException(
          "error: no rollbacker has been implemented for \"" + named.resource() + "\"", 1);
    }
    boolean isDeployment = named.kind().equals("Deployment");
    if (isDeployment && TimedEvents.isPaused(workload)) {
      throw new CommandException(
          "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout"
              + " resume' and try again",
          1);
    }
    String given = words.value("to-revision", "to-revision", "0");
    OptionalLong revision =
        given.matches("[0-9]{1,9}")
            ? state.workloads().earlier(workload, Long.parseLong(given))
            : OptionalLong.empty();
    if (revision.isEmpty()) {
      throw new CommandException(
          !given.equals("0")
              ? "error: unable to find specified revision " + given + " in history"
              : isDeployment
                  ? "error: no rollout history found for deployment \"" + named.name() + "\""
                  : "error: no last revision to roll back to",
          1);
    }
    PodTemplate then = state.workloads().history(workload).get(revision.getAsLong());
    if (then != null && then.hash() == workload.template().hash()) {
      return new KubectlResult.Printed(
          named.text()
              + " skipped rollback (current template already matches revision "
              + given
              + ")",
          0);
    }
    Event event =
        new Event.Act(Event.Deed.ROLLBACK, workload.key(), given.equals("0") ? "" : given);
    return KubectlResult.Change.of(event, named.text() + " rolled back");
  }
}
