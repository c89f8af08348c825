package dev.podlane.school.fact;

import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.document.DocumentException;
import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.document.read.Documents;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.workspace.ChangeException;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.EventTargets;
import dev.podlane.workspace.Happened;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Edits of files as events of the workspace, and clusters after them. */
public final class Events {
  private static final Pattern VETH = Pattern.compile("\\{veth ([^{} ]{1,300})\\}");

  private Events() {}

  /**
   * A cluster after some edits.
   *
   * @param refused the tools' words for the first edit that they refused, or its problem's code;
   *     null if all were carried out
   */
  public record After(Workspace workspace, @Nullable String refused) {}

  /** Carries out edits one after the other; a refused one changes nothing, as for a learner. */
  public static After apply(Workspace before, List<Change> changes) {
    Workspace now = before;
    String refused = null;
    for (Change change : changes) {
      try {
        Event event = of(change, now);
        EventTargets.require(now, event);
        String id = "s" + (now.edits().size() + 1);
        Workspace next = now.with(Edit.asked(id, event, Instant.EPOCH));
        String why = next.last().map(Events::refusal).orElse("");
        now = why.isEmpty() ? next : now;
        refused = refused == null && !why.isEmpty() ? why : refused;
      } catch (IllegalArgumentException wrong) {
        refused = refused == null ? String.valueOf(wrong.getMessage()) : refused;
      } catch (ChangeException wrong) {
        String why = wrong.problem().code() + " " + wrong.problem().args();
        refused = refused == null ? why : refused;
      }
    }
    return new After(now, refused);
  }

  private static String refusal(Happened done) {
    String words = done.applied().refused();
    if (words != null) {
      return words;
    }
    return done.applied().isRefused() ? String.valueOf(done.applied().problem()) : "";
  }

  /** The events of edits, each as it would be asked for after those before it. */
  public static List<Event> all(Workspace before, List<Change> changes) {
    List<Event> events = new ArrayList<>();
    Workspace now = before;
    for (Change change : changes) {
      events.add(of(change, now));
      now = apply(now, List.of(change)).workspace();
    }
    return events;
  }

  /** The event of an edit, in a cluster as it is. */
  public static Event of(Change change, Workspace now) {
    if (change instanceof Change.Run run) {
      return new Event.Commands(
          run.netns(), run.lines().stream().map(line -> filled(line, now)).toList());
    }
    if (change instanceof Change.Field field) {
      ObjectName name = new ObjectName(field.kind(), field.namespace(), field.name());
      return new Event.FieldChange(name, field.path(), field.json());
    }
    if (change instanceof Change.Apply apply) {
      return new Event.Manifest(apply.manifest());
    }
    if (change instanceof Change.Kill kill) {
      return new Event.PodEnd(kill.pod(), kill.container());
    }
    if (change instanceof Change.Docker docker) {
      DockerEvent.Kind kind = DockerEvent.Kind.valueOf(docker.deed().toUpperCase(Locale.ROOT));
      return new Event.ContainerChange(docker.machine(), kind, docker.container());
    }
    if (change instanceof Change.Cable cable) {
      return new Event.CableChange(cable.device(), cable.plugged());
    }
    if (change instanceof Change.Later later) {
      return new Event.Timed(later.millis(), of(later.change(), now));
    }
    Change.Timed timed = (Change.Timed) change;
    return new Event.Timed(
        timed.millis(), new Event.Act(deed(timed.deed()), timed.target(), timed.detail()));
  }

  /**
   * An event as one of a file is: a page sends values in one line, and a file's have a line for
   * each item. One that cannot be read stays as it is.
   */
  public static Event asWritten(Event event) {
    if (event instanceof Event.Timed timed) {
      return new Event.Timed(timed.at(), asWritten(timed.what()));
    }
    if (!(event instanceof Event.FieldChange change) || change.json() == null) {
      return event;
    }
    try {
      Value value = Documents.parse("", change.json()).get(0).root();
      return new Event.FieldChange(change.object(), change.path(), JsonText.print(value).strip());
    } catch (DocumentException | IndexOutOfBoundsException unreadable) {
      return event;
    }
  }

  private static Event.Deed deed(String word) {
    return Arrays.stream(Event.Deed.values())
        .filter(each -> each.text().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no deed is called " + word));
  }

  /** A command line with the names of devices filled in, which nobody can know before. */
  public static String filled(String line, Workspace now) {
    Matcher asked = VETH.matcher(line);
    return asked.replaceAll(
        found -> Matcher.quoteReplacement(veth(now, found.group(1)).orElse("veth?")));
  }

  /** The device at the other end of a pod's eth0. */
  private static Optional<String> veth(Workspace now, String namespace) {
    return now.network()
        .namespace(namespace)
        .flatMap(ns -> ns.device("eth0"))
        .map(Device::link)
        .flatMap(
            link ->
                link instanceof Link.Veth veth
                    ? Optional.of(veth.peer().device())
                    : Optional.empty());
  }

  /** A namespace, a machine, or an object as {@code namespace/name} or with its kind before. */
  public static boolean touches(Event event, String where) {
    Event what = event instanceof Event.Timed timed ? timed.what() : event;
    if (what instanceof Event.Manifest manifest) {
      return brings(manifest.documents(), where);
    }
    return what.where().equals(where) || what.where().endsWith(" " + where);
  }

  private static boolean brings(String documents, String where) {
    try {
      return Documents.read("", documents).documents().stream()
          .filter(each -> each.root() instanceof MapValue)
          .map(each -> (MapValue) each.root())
          .anyMatch(
              root -> {
                MapValue meta = root.map("metadata");
                String name = meta.text("name").orElse("");
                String path = meta.text("namespace").orElse("default") + "/" + name;
                String kind = root.text("kind").orElse("") + " ";
                return List.of(name, path, kind + name, kind + path).contains(where);
              });
    } catch (DocumentException unreadable) {
      return false;
    }
  }
}
