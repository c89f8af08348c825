package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.ObjectText;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl delete}. */
final class Deleting {
  /** Each object is an event of its own, and each event plans the time line anew. */
  private static final int MOST = 50;

  private final KubectlWords words;
  private final ObjectText objects;

  Deleting(State state, KubectlWords words) {
    this.words = words;
    this.objects = new ObjectText(state);
  }

  KubectlResult delete() {
    Asked asked = Asked.of(words, "delete KIND NAME|-l SELECTOR|--all");
    List<Event> events = new ArrayList<>();
    List<String> said = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String kind : asked.kinds()) {
      List<ObjectRef> there = here(kind);
      if (asked.named().isEmpty()) {
        there = selected(asked, there);
      }
      for (Named each : asked.named()) {
        if (each.kind().equals(kind) && there.stream().noneMatch(ref -> each.isFor(ref))) {
          missing.add(each.notFound().text());
        }
      }
      for (ObjectRef ref : there) {
        if (asked.named().isEmpty() || asked.named().stream().anyMatch(each -> each.isFor(ref))) {
          events.add(event(ref));
          said.add(text(ref));
        }
      }
    }
    if (events.size() > MOST) {
      throw new CommandException(
          "podlane: these are " + events.size() + " objects; delete at most " + MOST + " at a time",
          1);
    }
    if (events.isEmpty() && missing.isEmpty()) {
      return new KubectlResult.Printed("No resources found", 0);
    }
    int exitCode = missing.isEmpty() ? 0 : 1;
    said.addAll(missing);
    String text = String.join("\n", said);
    return events.isEmpty()
        ? new KubectlResult.Printed(text, exitCode)
        : new KubectlResult.Change(events, text, exitCode, null);
  }

  private List<ObjectRef> here(String kind) {
    return objects.all(kind).stream()
        .filter(ref -> ref.namespace().isEmpty() || ref.namespace().equals(words.namespace()))
        .toList();
  }

  private List<ObjectRef> selected(Asked asked, List<ObjectRef> there) {
    if (asked.selector().isEverything() && !words.has("all")) {
      throw new CommandException("error: resource(s) were provided, but no name was specified", 1);
    }
    return there.stream().filter(ref -> asked.selector().matches(objects.labels(ref))).toList();
  }

  private String text(ObjectRef ref) {
    boolean isForced = words.has("force") && grace().equals("0s");
    String from = ref.namespace().isEmpty() ? "" : " from " + ref.namespace() + " namespace";
    return Named.resource(ref.kind())
        + " \""
        + ref.name()
        + "\" "
        + (isForced ? "force deleted" : "deleted")
        + from;
  }

  private Event event(ObjectRef ref) {
    return ref.kind().equals("Pod")
        ? new Event.Act(Event.Deed.DELETE_POD, ref.path(), grace())
        : new Event.FieldChange(new ObjectName(ref.kind(), ref.namespace(), ref.name()), "", null);
  }

  private String grace() {
    String grace = words.has("now") ? "1" : words.value("grace-period", "grace-period", "");
    if (!grace.isEmpty() && !grace.matches("-1|[0-9]{1,5}")) {
      throw new CommandException("error: invalid argument \"" + grace + "\"", 1);
    }
    if (grace.equals("0") && !words.has("force")) {
      // kubectl asks for the shortest grace then, unless it is told to force.
      grace = "1";
    }
    return grace.isEmpty() || grace.equals("-1") ? "" : grace + "s";
  }
}
