package dev.podlane.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The position of a cluster after a change of its edits.
 *
 * @param id as in {@link SavedCluster}
 * @param version as in {@link SavedCluster}
 * @param head as in {@link SavedCluster}
 * @param tip as in {@link SavedCluster}
 * @param updated as in {@link SavedCluster}
 */
public record Position(String id, long version, long head, long tip, Instant updated) {
  Optional<Medium.Mark> mark() {
    return Optional.of(new Medium.Mark(id, version));
  }
}
