package dev.podlane.web.library;

import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.document.Place;
import dev.podlane.store.NewEdit;
import dev.podlane.store.SavedEdit;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as rows of the store, and reads them. */
public final class EditJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COMMANDS = "commands";
  private static final String FIELD = "field";
  private static final String MANIFEST = "manifest";
  private static final String WITHDRAWAL = "withdrawal";
  private static final String POD = "pod";
  private static final String CONTAINER = "container";
  private static final String CABLE = "cable";
  private static final String DEVICE = "device";
  private static final String TIMED = "timed";
  private static final String ACT = "act";

  private EditJson() {}

  /** The kind of an event, as rows and answers call it. */
  public static String kind(Event event) {
    if (event instanceof Event.Commands) {
      return COMMANDS;
    } else if (event instanceof Event.FieldChange) {
      return FIELD;
    } else if (event instanceof Event.Manifest) {
      return MANIFEST;
    } else if (event instanceof Event.PodEnd) {
      return POD;
    } else if (event instanceof Event.ContainerChange) {
      return CONTAINER;
    } else if (event instanceof Event.CableChange) {
      return CABLE;
    } else if (event instanceof Event.Timed) {
      return TIMED;
    } else if (event instanceof Event.Act) {
      return ACT;
    }
    return WITHDRAWAL;
  }

  /** An event as a row. */
  static NewEdit row(Event event) {
    ObjectNode payload = JSON.createObjectNode();
    if (event instanceof Event.Timed timed) {
      NewEdit inner = row(timed.what());
      payload.put("at", timed.at()).put("kind", inner.kind());
      payload.set("event", JSON.readTree(inner.payload()));
      return new NewEdit(TIMED, payload.toString());
    }
    if (event instanceof Event.Commands commands) {
      payload.put("namespace", commands.namespace());
      if (commands.lines().size() == 1) {
        payload.put("command", commands.lines().get(0));
        return new NewEdit(NewEdit.CONSOLE, payload.toString());
      }
      ArrayNode lines = payload.putArray(COMMANDS);
      commands.lines().forEach(lines::add);
    } else if (event instanceof Event.FieldChange change) {
      payload
          .putObject("object")
          .put("kind", change.object().kind())
          .put("namespace", change.object().namespace())
          .put("name", change.object().name());
      payload.put("path", change.path());
      if (change.json() != null) {
        payload.put("json", change.json());
      }
    } else if (event instanceof Event.Manifest manifest) {
      payload.put("documents", manifest.documents());
    } else if (event instanceof Event.Withdrawal withdrawal) {
      payload.put("id", withdrawal.id()).put("wanted", withdrawal.wanted());
    } else if (event instanceof Event.PodEnd end) {
      payload.put(POD, end.pod()).put(CONTAINER, end.container());
    } else if (event instanceof Event.ContainerChange change) {
      payload.put("machine", change.machine()).put(CONTAINER, change.container());
      payload.put("change", change.kind().name());
    } else if (event instanceof Event.CableChange change) {
      payload.put(DEVICE, change.device()).put("plugged", change.plugged());
    } else if (event instanceof Event.Act act) {
      payload.put(ACT, act.act().name()).put("target", act.target()).put("detail", act.detail());
    }
    return new NewEdit(kind(event), payload.toString());
  }

  /** Reads a row. */
  static EditLog.Row read(SavedEdit saved) {
    Event event = event(saved.kind(), JSON.readTree(saved.payload()));
    Edit edit = Edit.asked(id(saved.seq()), event, saved.moment());
    return new EditLog.Row(saved.seq(), saved.parent(), edit);
  }

  /** An event of the time line, as a row that is to be kept. */
  static NewEdit timed(String payload) {
    return new NewEdit(TIMED, JSON.readTree(payload).toString());
  }

  /** A row that nobody asked for: it comes with a sample. */
  static EditLog.Row given(long seq, long parent, NewEdit row) {
    Event event = event(row.kind(), JSON.readTree(row.payload()));
    return new EditLog.Row(seq, parent, new Edit(id(seq), event, null, Place.NOWHERE));
  }

  /** The id of the edit in a row. */
  static String id(long seq) {
    return "e" + seq;
  }

  /**
   * The event of a row.
   *
   * @throws IllegalArgumentException if a word in it is unknown, or a command is missing
   * @throws IllegalStateException if its kind is unknown
   */
  static Event event(String kind, JsonNode payload) {
    return switch (kind) {
      case NewEdit.CONSOLE ->
          new Event.Commands(text(payload, "namespace"), List.of(text(payload, "command")));
      case COMMANDS -> new Event.Commands(text(payload, "namespace"), lines(payload));
      case FIELD ->
          new Event.FieldChange(
              object(payload.path("object")), text(payload, "path"), json(payload));
      case MANIFEST -> new Event.Manifest(text(payload, "documents"));
      case POD -> new Event.PodEnd(text(payload, POD), text(payload, CONTAINER));
      case CONTAINER ->
          new Event.ContainerChange(
              text(payload, "machine"),
              DockerEvent.Kind.valueOf(text(payload, "change")),
              text(payload, CONTAINER));
      case CABLE ->
          new Event.CableChange(text(payload, DEVICE), payload.path("plugged").asBoolean());
      case TIMED ->
          new Event.Timed(
              payload.path("at").asLong(), event(text(payload, "kind"), payload.path("event")));
      case ACT ->
          new Event.Act(
              Event.Deed.valueOf(text(payload, ACT)),
              text(payload, "target"),
              text(payload, "detail"));
      case WITHDRAWAL -> new Event.Withdrawal(text(payload, "id"), text(payload, "wanted"));
      default -> throw new IllegalStateException("an edit of kind " + kind);
    };
  }

  private static ObjectName object(JsonNode object) {
    return new ObjectName(text(object, "kind"), text(object, "namespace"), text(object, "name"));
  }

  private static @Nullable String json(JsonNode payload) {
    return payload.has("json") ? payload.path("json").asString() : null;
  }

  private static List<String> lines(JsonNode payload) {
    List<String> lines = new ArrayList<>();
    payload.path(COMMANDS).forEach(line -> lines.add(line.asString()));
    return lines;
  }

  private static String text(JsonNode payload, String field) {
    return payload.path(field).asString("");
  }
}
