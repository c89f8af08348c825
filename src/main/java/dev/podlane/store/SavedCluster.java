package dev.podlane.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One saved cluster.
 *
 * @param id random, safe in a URL
 * @param name name for people; any text of 1 to 200 characters
 * @param contentType media type of the documents as they were sent
 * @param documents the documents after redaction, without the edits
 * @param blanked number of values that redaction blanked, by kind
 * @param created time at which it was first saved
 * @param updated time of the last change of its documents, name or edits
 * @param version 1 when added, and one more with every change
 * @param head the edit it is at, see {@link History}; 0 if at its documents
 * @param tip end of the branch of edits the head is on; the head itself if nothing is undone
 */
public record SavedCluster(
    String id,
    String name,
    String contentType,
    String documents,
    Blanked blanked,
    Instant created,
    Instant updated,
    long version,
    long head,
    long tip) {

  /** The longest name kept, in characters. */
  public static final int MAX_NAME = 200;

  public SavedCluster {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "name must have 1 to " + MAX_NAME + " characters, was " + name.length());
    }
  }

  Optional<Medium.Mark> mark() {
    return Optional.of(new Medium.Mark(id, version));
  }
}
