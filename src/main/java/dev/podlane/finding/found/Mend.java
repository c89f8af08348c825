package dev.podlane.finding.found;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit, in the words of {@code POST …/edits}, after which a finding no longer holds. */
public sealed interface Mend {
  /**
   * A field gets another value.
   *
   * @param object the object
   * @param path the field; empty for the whole object
   * @param json the value as JSON; null takes the field, or the object, away
   */
  record Field(ObjectRef object, String path, @Nullable String json) implements Mend {}

  /**
   * Commands in a network namespace.
   *
   * @param namespace its name
   */
  record Commands(String namespace, List<String> lines) implements Mend {
    public Commands {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Objects that are added, or replaced.
   *
   * @param text one JSON object, or several on a line each
   */
  record Manifest(String text) implements Mend {}
}
