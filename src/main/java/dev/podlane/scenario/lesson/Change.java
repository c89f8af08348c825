package dev.podlane.scenario.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit as a file writes it. */
public sealed interface Change {
  /**
   * Commands in a network namespace; <code>{veth default/web-1}</code> stands for the name of the
   * device at the other end of that pod's eth0.
   */
  record Run(String netns, List<String> lines) implements Change {
    public Run {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A field of an object.
   *
   * @param namespace empty for a kind without namespaces
   * @param json the new value; null to take it away
   */
  record Field(String kind, String namespace, String name, String path, @Nullable String json)
      implements Change {}

  /** Objects that are added or replaced, as YAML. */
  record Apply(String manifest) implements Change {}

  /**
   * A container ends, or the sandbox of its pod.
   *
   * @param pod {@code namespace/name}
   * @param container empty for the sandbox
   */
  record Kill(String pod, String container) implements Change {}

  /**
   * A container of a Docker engine.
   *
   * @param deed {@code start} or {@code kill}, as the API names it
   */
  record Docker(String machine, String deed, String container) implements Change {}

  /** A cable, by one of its ends {@code namespace/device}. */
  record Cable(String device, boolean plugged) implements Change {}

  /**
   * A deed on the time line.
   *
   * @param millis since its beginning
   * @param deed word of the API, such as {@code failReadiness}
   * @param detail empty for none
   */
  record Timed(long millis, String deed, String target, String detail) implements Change {}

  /** A change on the time line, other than a deed. */
  record Later(long millis, Change change) implements Change {}
}
