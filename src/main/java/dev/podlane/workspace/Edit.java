package dev.podlane.workspace;

import dev.podlane.document.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event and its moment: the place in the list of a cluster's events, and the time if known.
 *
 * @param id unique in the cluster; {@code d1}, {@code d2} … are those written in the documents
 * @param event the event
 * @param at time of the request; null if it is written in the documents
 * @param place place in the documents; {@link Place#NOWHERE} if it is not written there
 */
public record Edit(String id, Event event, @Nullable Instant at, Place place) {
  /** An event that was asked for. */
  public static Edit asked(String id, Event event, Instant at) {
    return new Edit(id, event, at, Place.NOWHERE);
  }

  /** Returns true if it is written in the documents. */
  public boolean isWritten() {
    return at == null;
  }
}
