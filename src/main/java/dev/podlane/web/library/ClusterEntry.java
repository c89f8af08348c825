package dev.podlane.web.library;

import dev.podlane.store.Blanked;
import dev.podlane.store.ListedCluster;
import dev.podlane.store.Summary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the library, without its documents.
 *
 * @param id as used in addresses
 * @param name name for people
 * @param sample true if it is built in and cannot be changed
 * @param contentType media type of the documents
 * @param blanked number of blanked values
 * @param created time at which it was saved; null for samples
 * @param updated time of its last change; null for samples
 * @param number version of the cluster; 0 for samples
 */
public record ClusterEntry(
    String id,
    String name,
    boolean sample,
    String contentType,
    Blanked blanked,
    @Nullable Instant created,
    @Nullable Instant updated,
    long number) {

  static ClusterEntry of(Summary saved) {
    return new ClusterEntry(
        saved.id(),
        saved.name(),
        false,
        saved.contentType(),
        saved.blanked(),
        saved.created(),
        saved.updated(),
        saved.version());
  }

  static ClusterEntry of(ListedCluster listed) {
    return new ClusterEntry(
        listed.id(), listed.name(), false, "", Blanked.NONE, listed.created(), listed.updated(), 0);
  }

  static ClusterEntry sample(String name) {
    return new ClusterEntry(name, name, true, "application/yaml", Blanked.NONE, null, null, 0);
  }

  /** A state of a lesson or challenge, which can be looked at as a sample can. */
  static ClusterEntry stage(String id, Schoolroom.Stage stage) {
    return new ClusterEntry(
        id, stage.title(), true, "application/yaml", Blanked.NONE, null, null, stage.version());
  }

  /** Returns true for a state of a lesson or challenge. */
  public boolean isStage() {
    return sample && Schoolroom.isStage(id);
  }

  /** This cluster after a change of its edits. */
  ClusterEntry at(long version, Instant changed) {
    return new ClusterEntry(id, name, sample, contentType, blanked, created, changed, version);
  }

  /** Tells one state of the cluster from another, for caches and {@code ETag}. */
  public String version() {
    return sample && number == 0 ? "sample" : Long.toString(number);
  }
}
