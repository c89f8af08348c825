package dev.podlane.web.library;

import org.springframework.stereotype.Component;

/**
 * Places beyond the store's limit, for clusters that somebody else counts, and removes when their
 * time is over.
 */
@Component
public class LentPlaces {
  private final Library library;
  private final OwnedStore store;

  LentPlaces(Library library, OwnedStore store) {
    this.library = library;
    this.store = store;
  }

  /** As {@link dev.podlane.store.ClusterStore#lend}. */
  public void lend(int clusters) {
    store.lend(clusters);
  }

  /** Removes a cluster, whoever it belongs to. */
  public void remove(String id) {
    library.gone(id, () -> store.remove(id));
  }
}
