package dev.podlane.web.library;

import dev.podlane.store.Opened;
import dev.podlane.store.Summary;
import dev.podlane.store.TooLongException;
import dev.podlane.workspace.Workspace;
import java.util.function.Supplier;

/** Opens clusters that were saved. */
final class Reopening {
  private Reopening() {}

  /**
   * The cluster that was saved, with its edits.
   *
   * @throws TooLongException if memory is not enough for it; it may have been saved with more
   */
  static OpenedCluster of(Opened saved) {
    EditLog log = EditLog.of(saved.history());
    ClusterEntry entry = ClusterEntry.of(Summary.of(saved.cluster()));
    String documents = saved.cluster().documents();
    Workspace workspace =
        inMemory(entry.id(), () -> Workspace.open("", documents).with(log.edits()));
    return new OpenedCluster(entry, workspace, log);
  }

  /** Runs work that may need more memory than there is. */
  static <T> T inMemory(String id, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError tooLarge) {
      throw new TooLongException(id, tooLarge);
    }
  }
}
