package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Container;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.workspace.TimedEvents;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code kubectl describe} (pkg/describe/describe.go), as far as manifests tell what it prints. */
final class Describing {
  private static final String NONE = "<none>";

  private final Workspace workspace;
  private final State state;
  private final KubectlWords words;

  Describing(Workspace workspace, State state, KubectlWords words) {
    this.workspace = workspace;
    this.state = state;
    this.words = words;
  }

  String describe() {
    DescribedNetwork network = new DescribedNetwork(state, words);
    Named named = Named.of(words, 0, "describe KIND NAME");
    List<String> lines =
        switch (named.kind()) {
          case "Pod" -> pod(named);
          case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" ->
              workload(named.workload(state, words.namespace()));
          case "Service" -> network.service(named);
          case "Node" -> network.node(named);
          case "EndpointSlice" -> network.slice(named);
          case "PodDisruptionBudget" -> BudgetText.describe(named, words.namespace(), state);
          default ->
              throw new CommandException(
                  "error: kubectl describe "
                      + named.resource()
                      + " is not here: pods, deployments, replicasets, statefulsets, daemonsets,"
                      + " services, nodes, endpointslices and poddisruptionbudgets are",
                  1);
        };
    List<String> all = new ArrayList<>(lines);
    all.addAll(
        new EventRows(workspace, state).lines(named.kind(), words.namespace(), named.name()));
    return String.join("\n", all);
  }

  private List<String> pod(Named named) {
    PodState pod = state.pods().pods().get(words.namespace() + "/" + named.name());
    if (pod == null) {
      throw named.notFound();
    }
    return new DescribedPod(pod, state).lines();
  }

  private List<String> workload(WorkloadState each) {
    boolean isDeployment = each.ref().kind().equals("Deployment");
    List<List<String>> fields = Tables.heading(each.ref().name(), each.ref().namespace());
    fields.add(List.of("Selector:", Tables.some(each.selector().toString())));
    if (isDeployment) {
      DeploymentStatus status = each.rollout();
      int unavailable = Math.max(0, status.replicas() - status.available());
      fields.add(
          List.of(
              "Replicas:",
              each.replicas()
                  + " desired | "
                  + status.updated()
                  + " updated | "
                  + status.replicas()
                  + " total | "
                  + status.available()
                  + " available | "
                  + unavailable
                  + " unavailable"));
      fields.add(List.of("StrategyType:", TimedEvents.strategy(each)));
    } else {
      fields.add(
          List.of(
              "Replicas:",
              each.counts().replicas() + " current / " + each.replicas() + " desired"));
    }
    if (each.owner() != null) {
      fields.add(List.of("Controlled By:", each.owner().kind() + "/" + each.owner().name()));
    }
    List<String> lines = new ArrayList<>(Tables.fields(fields));
    lines.addAll(template(each.template(), ""));
    if (isDeployment) {
      lines.addAll(rollout(each));
    }
    return lines;
  }

  private List<String> rollout(WorkloadState deployment) {
    List<List<String>> conditions = new ArrayList<>();
    conditions.add(List.of("  Type", "Status", "Reason"));
    conditions.add(List.of("  ----", "------", "------"));
    condition(conditions, "Available", deployment.rollout().availability());
    condition(conditions, "Progressing", deployment.rollout().progressing());
    List<String> lines = new ArrayList<>(Tables.describing("Conditions:", conditions, 2));
    List<String> old = new ArrayList<>();
    String now = NONE;
    for (WorkloadState set : state.workloads().children(deployment)) {
      String text =
          set.ref().name()
              + " ("
              + set.counts().replicas()
              + "/"
              + set.replicas()
              + " replicas created)";
      if (set.template().hash() == deployment.template().hash()) {
        now = text;
      } else {
        old.add(text);
      }
    }
    lines.add("OldReplicaSets:  " + Tables.some(String.join(", ", old)));
    lines.add("NewReplicaSet:   " + now);
    return lines;
  }

  private static void condition(
      List<List<String>> rows, String type, DeploymentStatus.@Nullable Condition condition) {
    if (condition != null) {
      String status =
          switch (condition.status()) {
            case TRUE -> "True";
            case FALSE -> "False";
            case UNKNOWN -> "Unknown";
          };
      rows.add(List.of("  " + type, status, condition.reason().text()));
    }
  }

  /** The template of pods, as a part of a description. */
  static List<String> template(PodTemplate template, String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + "Pod Template:");
    List<List<String>> labels = new ArrayList<>();
    Tables.labels(labels, indent + "  Labels:", template.labels());
    lines.addAll(Tables.fields(labels));
    lines.addAll(containers(template, indent + "  "));
    return lines;
  }

  private static List<String> containers(PodTemplate template, String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + "Containers:");
    for (Container each : template.spec().containers()) {
      if (!each.sidecar()) {
        lines.add(indent + " " + each.name() + ":");
        List<List<String>> fields = new ArrayList<>();
        Tables.image(fields, each, indent + "  ");
        lines.addAll(Tables.fields(fields));
      }
    }
    return lines;
  }
}
