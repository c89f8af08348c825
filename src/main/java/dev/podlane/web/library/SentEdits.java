package dev.podlane.web.library;

import dev.podlane.store.NewEdit;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Forks;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of edits that strangers send: the form of the store's, and no more than calls allow. */
public final class SentEdits {
  /** Largest number of edits in a parcel. */
  public static final int MOST = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LINES = 100;
  private static final int LONGEST_LINE = 4_096;
  private static final long LONGEST_TIME = 86_400_000;

  private SentEdits() {}

  /**
   * The event of a row.
   *
   * @throws IllegalArgumentException if it is none that a call could have made
   */
  public static Event event(String kind, @Nullable JsonNode payload) {
    if (payload == null || !payload.isObject()) {
      throw new IllegalArgumentException("no payload");
    }
    try {
      return checked(EditJson.event(kind, payload), false);
    } catch (IllegalStateException unknown) {
      throw new IllegalArgumentException(unknown);
    }
  }

  /** The events of a cluster as rows, without those that were taken back. */
  public static List<NewEdit> rows(OpenedCluster cluster) {
    return Forks.events(cluster.history().edits(), Long.MAX_VALUE).stream()
        .map(EditJson::row)
        .toList();
  }

  /** Events as rows, what is blanked in documents blanked in them too. */
  static List<NewEdit> rows(Workspace before, List<Event> events) {
    List<NewEdit> rows = new ArrayList<>();
    Workspace now = before;
    for (Event event : events) {
      Event kept = now.withoutSecrets(event);
      rows.add(EditJson.row(kept));
      now = now.with(Edit.asked(EditJson.id(rows.size()), kept, Instant.EPOCH));
    }
    return rows;
  }

  private static Event checked(Event event, boolean within) {
    if (event instanceof Event.Timed timed) {
      if (within || timed.at() < 0 || timed.at() > LONGEST_TIME) {
        throw new IllegalArgumentException("no moment");
      }
      return new Event.Timed(timed.at(), checked(timed.what(), true));
    }
    if (event instanceof Event.Withdrawal && within) {
      throw new IllegalArgumentException("nothing is taken back at a moment");
    }
    if (event instanceof Event.Commands commands) {
      requireLines(commands.lines());
    }
    return event instanceof Event.FieldChange change ? value(change) : event;
  }

  private static void requireLines(List<String> lines) {
    if (lines.size() > MOST_LINES
        || lines.stream().anyMatch(line -> line.isBlank() || line.length() > LONGEST_LINE)) {
      throw new IllegalArgumentException("no command");
    }
  }

  /** Answers hold a value as it is kept, so it has to be JSON and nothing behind it. */
  private static Event value(Event.FieldChange change) {
    if (change.json() == null) {
      return change;
    }
    try {
      ObjectName object = change.object();
      JsonNode value = JSON.readTree(change.json());
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("no value");
      }
      return new Event.FieldChange(object, change.path(), value.toString());
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException(notJson);
    }
  }
}
