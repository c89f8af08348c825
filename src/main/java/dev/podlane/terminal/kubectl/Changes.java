package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.workspace.Appliance;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.TimedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that change something. */
final class Changes {
  private static final Set<String> CLUSTER_WIDE = Set.of("Node", "Namespace");

  private final State state;
  private final KubectlWords words;

  Changes(State state, KubectlWords words) {
    this.state = state;
    this.words = words;
  }

  private WorkloadState workload(Named named) {
    return named.workload(state, words.namespace());
  }

  private KubectlResult change(Event event, String text) {
    return KubectlResult.Change.of(event, text);
  }

  KubectlResult scale() {
    Named named = Named.of(words, 0, "scale KIND/NAME --replicas=N");
    String replicas = words.value("replicas", "replicas", "");
    if (!replicas.matches("[0-9]{1,5}")) {
      throw new CommandException("error: The --replicas=COUNT flag is required", 1);
    }
    Event event = TimedEvents.scale(workload(named), Integer.parseInt(replicas));
    return change(event, named.text() + " scaled");
  }

  KubectlResult image() {
    String usage = "set image KIND/NAME CONTAINER=IMAGE";
    if (!words.operand(0, usage).equals("image")) {
      throw new CommandException("error: usage: kubectl " + usage, 1);
    }
    Named named = Named.of(words, 1, usage);
    String last = words.operands().get(words.operands().size() - 1);
    int equals = last.indexOf('=');
    if (equals < 1) {
      throw new CommandException("error: at least one image update is required", 1);
    }
    String container = last.substring(0, equals).equals("*") ? "" : last.substring(0, equals);
    Event event =
        TimedEvents.image(workload(named), container, last.substring(equals + 1))
            .orElseThrow(
                () ->
                    new CommandException(
                        "error: unable to find container named \"" + container + "\"", 1));
    return change(event, named.text() + " image updated");
  }

  KubectlResult rollout(String what) {
    Named named = Named.of(words, 1, "rollout " + what + " KIND/NAME");
    WorkloadState workload = workload(named);
    return switch (what) {
      case "restart" ->
          change(TimedEvents.restart(workload, state.now()), named.text() + " restarted");
      default -> {
        boolean pause = what.equals("pause");
        Event event = TimedEvents.paused(workload, pause);
        yield change(event, named.text() + (pause ? " paused" : " resumed"));
      }
    };
  }

  private String node(String usage) {
    String name = words.operand(0, usage);
    if (!state.nodes().containsKey(name)) {
      throw new Named("Node", "node", name).notFound();
    }
    return name;
  }

  KubectlResult cordon(boolean schedulable) {
    String name = node("cordon NODE");
    Event.Deed deed = schedulable ? Event.Deed.UNCORDON : Event.Deed.CORDON;
    String text = "node/" + name + (schedulable ? " uncordoned" : " cordoned");
    return change(new Event.Act(deed, name, ""), text);
  }

  /**
   * Drains a node: prints the evictions that are asked for first; the time line tells the rest. A
   * pod that may not go without a flag stops it after the cordon (RunDrain in kubectl's
   * pkg/cmd/drain/drain.go).
   */
  KubectlResult drain() {
    String name = node("drain NODE --ignore-daemonsets");
    StringBuilder text = new StringBuilder("node/" + name + " cordoned");
    List<String> daemons = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (PodState pod : state.pods().on(name)) {
      ObjectRef controller = pod.identity().controller();
      boolean isDaemon = controller != null && controller.kind().equals("DaemonSet");
      boolean isStatic = pod.identity().origin() == PodTraits.Origin.STATIC;
      if (isDaemon && !words.has("ignore-daemonsets")) {
        daemons.add(pod.path());
      }
      if (controller == null && !isStatic && !pod.isFinished() && !words.has("force")) {
        alone.add(pod.path());
      }
      if (!isDaemon && !isStatic && pod.deletion() == null) {
        text.append("\nevicting pod ").append(pod.path());
      }
    }
    List<String> errors = new ArrayList<>();
    add(errors, "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)", daemons);
    add(errors, "Pods that declare no controller (use --force to override)", alone);
    if (errors.isEmpty()) {
      return change(new Event.Act(Event.Deed.DRAIN, name, ""), text.toString());
    }
    String all = errors.size() == 1 ? errors.get(0) : "[" + String.join(", ", errors) + "]";
    return new KubectlResult.Change(
        List.of(new Event.Act(Event.Deed.CORDON, name, "")),
        "node/"
            + name
            + " cordoned\nerror: unable to drain node \""
            + name
            + "\" due to error: "
            + all
            + ", continuing command...\nThere are pending nodes to be drained:\n "
            + name
            + "\n"
            + String.join("\n", errors),
        1);
  }

  private static void add(List<String> errors, String kind, List<String> pods) {
    if (!pods.isEmpty()) {
      errors.add("cannot delete " + kind + ": " + String.join(", ", pods));
    }
  }

  /** Applies the objects of its input. */
  KubectlResult apply(String input) {
    if (!words.value("filename", "f", "").equals("-")) {
      throw new CommandException(
          "error: there are no files here: kubectl apply -f - reads the lines below it", 1);
    }
    List<Appliance> all =
        Appliance.of(state, input.isBlank() ? "{}" : input)
            .orElseThrow(() -> new CommandException("error: error parsing STDIN", 1));
    if (all.isEmpty()) {
      throw new CommandException("error: no objects passed to apply", 1);
    }
    String text =
        all.stream()
            .map(
                each ->
                    Named.resource(each.kind()) + "/" + each.name() + " " + each.change().text())
            .collect(Collectors.joining("\n"));
    return all.stream().allMatch(each -> each.change() == Appliance.Change.UNCHANGED)
        ? new KubectlResult.Printed(text, 0)
        : change(new Event.Manifest(input), text);
  }

  KubectlResult label() {
    String usage = "label KIND NAME KEY=VALUE|KEY-";
    Named named = Named.of(words, 0, usage);
    String last = words.operands().get(words.operands().size() - 1);
    boolean isGone = last.endsWith("-") && last.indexOf('=') < 0;
    int equals = last.indexOf('=');
    if (!isGone && equals < 1) {
      throw new CommandException("error: usage: kubectl " + usage, 1);
    }
    String key = isGone ? last.substring(0, last.length() - 1) : last.substring(0, equals);
    String value = isGone ? null : last.substring(equals + 1);
    boolean isWide = CLUSTER_WIDE.contains(named.kind());
    ObjectName name = new ObjectName(named.kind(), isWide ? "" : words.namespace(), named.name());
    Event event = TimedEvents.labelled(state, name, key, value);
    return change(event, named.text() + (isGone ? " unlabeled" : " labeled"));
  }
}
