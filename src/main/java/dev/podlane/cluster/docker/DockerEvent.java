package dev.podlane.cluster.docker;

import dev.podlane.document.Place;
import java.util.Locale;

/**
 * Something that happens to a container after all have been run.
 *
 * @param kind kind of the event
 * @param container its name
 * @param place place in the documents
 */
public record DockerEvent(Kind kind, String container, Place place) {
  /** The kinds of events. */
  public enum Kind {
    /** {@code docker kill}, or {@code docker stop}, or the process ends by itself. */
    KILL,
    /** {@code docker start}. */
    START,
    /** {@code docker restart}: a kill and a start. */
    RESTART;

    /** The word used in documents. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
