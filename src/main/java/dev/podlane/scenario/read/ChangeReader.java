package dev.podlane.scenario.read;

import dev.podlane.document.JsonText;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads edits: {@code {netns, run}}, {@code {object, path, value}}, {@code {manifest}} and others.
 */
final class ChangeReader {
  static final String[] KEYS = {
    "netns",
    "run",
    "object",
    "path",
    "value",
    "manifest",
    "kill",
    "container",
    "killPause",
    "docker",
    "machine",
    "unplug",
    "plug",
    "act",
    "target",
    "detail",
    "at"
  };

  private static final List<String> DOCKER = List.of("kill", "start", "restart");

  /** Words of the deeds of the time line; the tests hold them against those of the workspace. */
  static final List<String> DEEDS =
      List.of(
          "delete",
          "label",
          "undo",
          "failReadiness",
          "passReadiness",
          "failLiveness",
          "passLiveness",
          "fail",
          "pass",
          "cordon",
          "uncordon",
          "drain",
          "loseNode",
          "returnNode",
          "stopProxy",
          "startProxy",
          "fire",
          "proxyMode",
          "set");

  private static final int MOST = 30;

  private ChangeReader() {}

  /** The edits of a field; none if it is not there. */
  static List<Change> list(Sheet sheet, String key) {
    if (!sheet.has(key)) {
      return List.of();
    }
    List<Sheet> items = sheet.maps(key, KEYS);
    if (items.size() > MOST) {
      sheet.error(key, "too-many", key, Integer.toString(MOST));
      return List.of();
    }
    return all(items);
  }

  /** A list of alternatives: each one edit, or a list of edits. */
  static List<List<Change>> alternatives(Sheet sheet, String key) {
    List<List<Change>> found = new ArrayList<>();
    if (sheet.has(key)) {
      sheet.listsOfMaps(key, KEYS).forEach(items -> found.add(all(items)));
    }
    return found;
  }

  /** Repairs that look right. */
  static List<Task.Rejected> rejected(Sheet sheet, String key, TermParser.Names names) {
    return !sheet.has(key)
        ? List.of()
        : sheet.maps(key, "edits", "because").stream()
            .map(
                each -> {
                  Words because = each.words("because", names);
                  return new Task.Rejected(list(each, "edits"), because);
                })
            .toList();
  }

  private static List<Change> all(List<Sheet> items) {
    return items.stream().map(ChangeReader::one).flatMap(Optional::stream).toList();
  }

  private static Optional<Change> one(Sheet sheet) {
    Optional<Change> change = plain(sheet);
    if (change.isEmpty()) {
      sheet.error("", "edit", String.join(", ", Arrays.stream(KEYS).sorted().toList()));
      return change;
    }
    boolean isLater = sheet.has("at") && !sheet.has("act");
    return isLater ? change.map(what -> new Change.Later(sheet.millis("at"), what)) : change;
  }

  private static Optional<Change> plain(Sheet sheet) {
    if (sheet.has("run")) {
      return Optional.of(new Change.Run(sheet.text("netns"), sheet.oneOrMore("run")));
    }
    if (sheet.has("object")) {
      return field(sheet);
    }
    if (sheet.has("manifest")) {
      return Optional.of(new Change.Apply(sheet.text("manifest")));
    }
    if (sheet.has("kill")) {
      return Optional.of(new Change.Kill(sheet.text("kill"), sheet.text("container")));
    }
    if (sheet.has("killPause")) {
      return Optional.of(new Change.Kill(sheet.text("killPause"), ""));
    }
    if (sheet.has("docker")) {
      String container = sheet.text("container");
      String deed = sheet.oneOf("docker", DOCKER);
      return Optional.of(
          new Change.Docker(sheet.text("machine"), deed == null ? "kill" : deed, container));
    }
    if (sheet.has("unplug") || sheet.has("plug")) {
      boolean plugged = sheet.has("plug");
      return Optional.of(new Change.Cable(sheet.text(plugged ? "plug" : "unplug"), plugged));
    }
    if (sheet.has("act")) {
      String detail = sheet.scalar("detail").orElse("");
      String deed = sheet.oneOf("act", DEEDS);
      return Optional.of(
          new Change.Timed(
              sheet.millis("at"), deed == null ? "set" : deed, sheet.text("target"), detail));
    }
    return Optional.empty();
  }

  private static Optional<Change> field(Sheet sheet) {
    List<String> words = List.of(sheet.text("object").strip().split("\\s+", 3));
    if (words.size() != 2) {
      sheet.error("object", "object");
      return Optional.empty();
    }
    String path = words.get(1);
    int slash = path.indexOf('/');
    String namespace = slash < 0 ? "" : path.substring(0, slash);
    Value value = sheet.fields().value().entries().get("value");
    return Optional.of(
        new Change.Field(
            words.get(0), namespace, path.substring(slash + 1), sheet.text("path"), json(value)));
  }

  private static @Nullable String json(@Nullable Value value) {
    return value == null || (value instanceof ScalarValue scalar && scalar.isNull())
        ? null
        : JsonText.print(value).strip();
  }
}
