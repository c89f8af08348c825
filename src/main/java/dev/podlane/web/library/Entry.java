package dev.podlane.web.library;

import dev.podlane.store.Blanked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the library, with its documents.
 *
 * @param id as used in addresses
 * @param name what people call it
 * @param sample whether it is built in and cannot be changed
 * @param contentType media type of the documents
 * @param documents the text, redacted
 * @param blanked how much was blanked
 * @param created when it was saved; null for samples
 * @param updated when it last changed; null for samples
 * @param number which state of the cluster this is; 0 for samples
 */
public record Entry(
    String id,
    String name,
    boolean sample,
    String contentType,
    String documents,
    Blanked blanked,
    @Nullable Instant created,
    @Nullable Instant updated,
    long number) {

  /** Tells one state of the documents from another, for caches and {@code ETag}. */
  public String version() {
    return sample ? "sample" : Long.toString(number);
  }
}
