package dev.podlane.web.library;

import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.Summary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the library, without its documents.
 *
 * @param id as used in addresses
 * @param name what people call it
 * @param sample whether it is built in and cannot be changed
 * @param contentType media type of the documents
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
    Blanked blanked,
    @Nullable Instant created,
    @Nullable Instant updated,
    long number) {

  static Entry of(Summary saved) {
    return new Entry(
        saved.id(),
        saved.name(),
        false,
        saved.contentType(),
        saved.blanked(),
        saved.created(),
        saved.updated(),
        saved.version());
  }

  static Entry of(ClusterStore.Entry listed) {
    return new Entry(
        listed.id(), listed.name(), false, "", Blanked.NONE, listed.created(), listed.updated(), 0);
  }

  static Entry sample(String name) {
    return new Entry(name, name, true, "application/yaml", Blanked.NONE, null, null, 0);
  }

  /** This cluster after a change of its edits. */
  Entry at(long version, Instant changed) {
    return new Entry(id, name, sample, contentType, blanked, created, changed, version);
  }

  /** Tells one state of the cluster from another, for caches and {@code ETag}. */
  public String version() {
    return sample ? "sample" : Long.toString(number);
  }
}
