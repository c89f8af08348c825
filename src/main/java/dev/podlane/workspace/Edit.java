package dev.podlane.workspace;

import dev.podlane.document.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event and its moment: the place in the list of a cluster's events, and the time if known.
 *
 * @param id tells it from others of the cluster; {@code d1}, {@code d2} … are those written in the
 *     documents
 * @param event what happens
 * @param at when it was asked for; null if the documents say it
 * @param place where the documents say it; {@link Place#NOWHERE} if they do not
 */
public record Edit(String id, Event event, @Nullable Instant at, Place place) {
  /** An event that was asked for. */
  public static Edit asked(String id, Event event, Instant at) {
    return new Edit(id, event, at, Place.NOWHERE);
  }

  /** Whether the documents say it. */
  public boolean isWritten() {
    return at == null;
  }
}
