package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Pod;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.workspace.ContainerStates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kubectl describe pod} (describePod in pkg/describe/describe.go), without its events. */
final class DescribedPod {
  private static final String NONE = "<none>";

  private final PodState pod;
  private final State state;
  private final ContainerStates states;

  DescribedPod(PodState pod, State state) {
    this.pod = pod;
    this.state = state;
    this.states = new ContainerStates(pod, state);
  }

  List<String> lines() {
    NodeState node = pod.nodeName() == null ? null : state.nodes().get(pod.nodeName());
    String host = node == null ? "" : "/" + node.node().internalIp();
    List<List<String>> fields = Tables.heading(pod.ref().name(), pod.ref().namespace());
    fields.add(List.of("Node:", pod.nodeName() == null ? NONE : pod.nodeName() + host));
    Tables.labels(fields, "Labels:", pod.labels());
    PodState.Deletion deletion = pod.deletion();
    boolean isOver = pod.phase() == Pod.Phase.SUCCEEDED || pod.phase() == Pod.Phase.FAILED;
    if (deletion != null && !isOver) {
      String lasts = lasts(state.now() - deletion.at() - deletion.grace());
      fields.add(List.of("Status:", "Terminating (lasts " + lasts + ")"));
      fields.add(List.of("Termination Grace Period:", deletion.grace() / 1_000 + "s"));
    } else {
      fields.add(List.of("Status:", PodText.phase(pod)));
    }
    fields.add(List.of("IP:", pod.ip() == null ? "" : pod.ip().toString()));
    if (pod.identity().controller() != null) {
      fields.add(
          List.of(
              "Controlled By:",
              pod.identity().controller().kind() + "/" + pod.identity().controller().name()));
    }
    List<String> lines = new ArrayList<>(Tables.fields(fields));
    lines.addAll(containers());
    lines.add("Conditions:");
    lines.add("  Type    Status");
    lines.add("  Ready   " + (pod.ready() ? "True" : "False"));
    return lines;
  }

  /** Time since the end of its grace, which kubectl calls invalid as long as it is to come. */
  private static String lasts(long millis) {
    return millis <= -2_000 ? "<invalid>" : Ages.text(millis);
  }

  private List<String> containers() {
    Map<String, Container> declared = new HashMap<>();
    pod.identity().template().spec().containers().forEach(each -> declared.put(each.name(), each));
    Map<String, ContainerRun> runs = new HashMap<>();
    states.runs().forEach(each -> runs.put(each.template().name(), each));
    List<String> inits = new ArrayList<>();
    List<String> mains = new ArrayList<>();
    for (ContainerTemplate each : pod.identity().template().containers()) {
      boolean isMain = each.role() == ContainerTemplate.Role.MAIN;
      List<String> part = isMain ? mains : inits;
      part.add("  " + each.name() + ":");
      List<List<String>> fields = new ArrayList<>();
      Container known = declared.get(each.name());
      if (known != null) {
        Tables.image(fields, known, "    ");
      }
      ContainerRun run = runs.get(each.name());
      if (run != null) {
        state(fields, run);
      }
      part.addAll(Tables.fields(fields));
    }
    List<String> lines = new ArrayList<>();
    if (!inits.isEmpty()) {
      lines.add("Init Containers:");
      lines.addAll(inits);
    }
    lines.add("Containers:");
    lines.addAll(mains);
    return lines;
  }

  private void state(List<List<String>> fields, ContainerRun run) {
    ContainerStates.Told told = states.told(run);
    String kind = told.kind().name();
    fields.add(List.of("    State:", kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT)));
    if (!told.reason().isEmpty()) {
      fields.add(List.of("      Reason:", told.reason()));
    }
    boolean hasEnded = run.restarts() > 0 && told.kind() != ContainerStates.Kind.TERMINATED;
    if (hasEnded && run.endedAt() != ContainerRun.NEVER) {
      fields.add(List.of("    Last State:", "Terminated"));
    }
    boolean isReady =
        run.template().role() == ContainerTemplate.Role.INIT
            ? run.isDone()
            : run.isReady(state.now());
    fields.add(List.of("    Ready:", isReady ? "True" : "False"));
    fields.add(List.of("    Restart Count:", "" + run.restarts()));
  }
}
