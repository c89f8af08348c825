package dev.podlane.workspace;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of a cluster in their order, each with the network after it. Networks share their
 * unchanged parts, so that all are kept, and a list that begins in the same way is continued from
 * the first difference.
 *
 * @param desired the layer below
 * @param steps one for each event
 * @param network after all events
 * @param then tells of an event in the network that has a moment if it has happened by now
 */
record Replay(Desired desired, List<Step> steps, Network network, Predicate<Event.Timed> then) {
  /**
   * The largest number of events carried out; each is carried out again whenever a cluster is
   * opened.
   */
  static final int MOST = 500;

  /** No event has a moment, or none has happened. */
  static final Predicate<Event.Timed> NEVER = event -> false;

  Replay {
    steps = List.copyOf(steps);
  }

  /**
   * An event that was carried out, or refused.
   *
   * @param network as it is after it; without events that have a moment
   * @param answer output of the tools; empty for an event that is no command
   */
  record Step(AppliedEdit applied, Network network, CommandResult answer) {}

  /**
   * Carries out events, the first {@value #MOST} of them.
   *
   * <p>Events that have a moment happen after those that have none, by their moments.
   *
   * @param before another list that may begin in the same way
   * @param then tells of an event in the network that has a moment if it has happened
   */
  @SuppressWarnings("ReferenceEquality") // a base that was made anew counts as another one
  static Replay of(
      Desired desired, List<Edit> events, @Nullable Replay before, Predicate<Event.Timed> then) {
    List<Step> steps = new ArrayList<>();
    List<Step> known = before != null && before.desired == desired ? before.steps : List.<Step>of();
    Network network = desired.network();
    for (Edit edit : events.subList(0, Math.min(MOST, events.size()))) {
      int at = steps.size();
      boolean same = at < known.size() && known.get(at).applied().edit().equals(edit);
      known = same ? known : List.of();
      Step step = same ? known.get(at) : step(edit, at + 1, network, desired);
      steps.add(step);
      network = step.network();
    }
    return new Replay(desired, steps, TimedNetwork.after(network, events, then), then);
  }

  /** Tries an event in the network without keeping its effect. */
  static Step once(Edit edit, Network before) {
    return edit.event() instanceof Event.CableChange change
        ? cable(edit, change, 1, before)
        : commands(edit, (Event.Commands) edit.event(), 1, before);
  }

  private static Step step(Edit edit, int number, Network before, Desired desired) {
    if (edit.event() instanceof Event.Commands commands) {
      return commands(edit, commands, number, before);
    }
    if (edit.event() instanceof Event.CableChange change) {
      return cable(edit, change, number, before);
    }
    Problem refusal = desired.refused().get(edit.id());
    if (refusal == null) {
      return new Step(new AppliedEdit(edit, null, null), before, CommandResult.NOTHING);
    }
    return lapsed(edit, number, before, refusal);
  }

  private static Step lapsed(Edit edit, int number, Network before, Problem refusal) {
    Place place = place(edit, number);
    Place part = new Place(place.file(), 0, 0, place.path() + "." + refusal.place().path());
    List<String> args = new ArrayList<>(List.of(what(edit.event()), refusal.code()));
    args.addAll(refusal.args());
    Problem there = new Problem(refusal.severity(), "edit.lapsed", args, part);
    return new Step(new AppliedEdit(edit, null, there), before, CommandResult.NOTHING);
  }

  private static Step cable(Edit edit, Event.CableChange change, int number, Network before) {
    try {
      Network network = Cables.after(before, change);
      CommandResult result = new CommandResult("", 0, !network.equals(before));
      return new Step(new AppliedEdit(edit, null, null), network, result);
    } catch (ChangeException no) {
      return lapsed(edit, number, before, no.problem());
    }
  }

  private static String what(Event event) {
    String field = event instanceof Event.FieldChange change ? " " + change.path() : "";
    return (event.where() + field).strip();
  }

  private static Step commands(Edit edit, Event.Commands commands, int number, Network before) {
    Network network = before;
    List<String> said = new ArrayList<>();
    for (String line : commands.lines()) {
      Answer answer = Console.run(network, commands.namespace(), line);
      if (answer instanceof Answer.Refused refused) {
        Place place = place(edit, number);
        String first = refused.text().lines().findFirst().orElse("");
        Problem problem = Problem.warning(place, "edit.refused", commands.namespace(), line, first);
        CommandResult result = new CommandResult(refused.text(), refused.exitCode(), false);
        return new Step(new AppliedEdit(edit, refused.text(), problem), before, result);
      }
      network = ((Answer.Done) answer).network();
      if (!answer.text().isEmpty()) {
        said.add(answer.text());
      }
    }
    boolean changed = !network.equals(before);
    CommandResult result = new CommandResult(String.join("\n", said), 0, changed);
    return new Step(new AppliedEdit(edit, null, null), network, result);
  }

  private static Place place(Edit edit, int number) {
    return edit.isWritten() ? edit.place() : new Place("", 0, 0, "edits[" + (number - 1) + "]");
  }

  List<AppliedEdit> applied() {
    return steps.stream().map(Step::applied).toList();
  }

  /** Returns the problems of events that do not apply. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Step step : steps) {
      if (step.applied().problem() != null) {
        problems.add(step.applied().problem());
      }
    }
    return problems;
  }
}
