package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.workspace.Appliance;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.TimedEvents;
import java.util.List;
import java.util.Objects;
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
    boolean isDeployment = named.kind().equals("Deployment");
    boolean isPaused = isDeployment && TimedEvents.isPaused(workload);
    if (what.equals("restart")) {
      refuse(isPaused, named, "can't restart paused deployment (run rollout resume first)");
      return change(TimedEvents.restart(workload, state.now()), named.text() + " restarted");
    }
    boolean pause = what.equals("pause");
    refuse(!isDeployment, named, pause ? "pausing is not supported" : "resuming is not supported");
    refuse(isPaused == pause, named, pause ? "is already paused" : "is not paused");
    Event event = TimedEvents.paused(workload, pause);
    return change(event, named.text() + (pause ? " paused" : " resumed"));
  }

  /** As kubectl's pkg/polymorphichelpers refuse it. */
  private static void refuse(boolean refused, Named named, String why) {
    if (refused) {
      String resource = named.text().substring(0, named.text().indexOf('/'));
      int dot = resource.indexOf('.');
      String plural = resource.substring(0, dot) + "s" + resource.substring(dot);
      throw new CommandException("error: " + plural + " \"" + named.name() + "\" " + why, 1);
    }
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
    if (Objects.requireNonNull(state.nodes().get(name)).node().schedulable() == schedulable) {
      String already = " already " + (schedulable ? "uncordoned" : "cordoned");
      return new KubectlResult.Printed("node/" + name + already, 0);
    }
    Event.Deed deed = schedulable ? Event.Deed.UNCORDON : Event.Deed.CORDON;
    String text = "node/" + name + (schedulable ? " uncordoned" : " cordoned");
    return change(new Event.Act(deed, name, ""), text);
  }

  KubectlResult drain() {
    return new Draining(state, words, node("drain NODE --ignore-daemonsets")).drain();
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
