package dev.podlane.store;

import java.util.List;

/**
 * The versions of a cluster that a change may start from.
 *
 * @param versions as in {@link SavedCluster#version()}; none if any will do
 */
public record Expected(List<Long> versions) {
  /** Any version. */
  public static final Expected ANY = new Expected(List.of());

  public Expected {
    versions = List.copyOf(versions);
  }

  /** Only that version. */
  public static Expected version(long version) {
    return new Expected(List.of(version));
  }

  /**
   * Makes sure that a cluster has one of these versions.
   *
   * @throws StaleVersionException if it has another one
   */
  public void require(String id, long actual) {
    if (!versions.isEmpty() && !versions.contains(actual)) {
      throw new StaleVersionException(id, actual);
    }
  }
}
