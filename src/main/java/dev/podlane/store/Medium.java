package dev.podlane.store;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the database of a {@link ClusterStore} is kept on. Every use of the database goes through
 * it, so that it can wait, refuse, or make sure that a change lasts. Within a process it may be
 * used by any number of threads.
 */
public interface Medium {
  /**
   * A cluster is kept in this version, or a later one.
   *
   * @param id of the cluster
   * @param version as in {@link SavedCluster}
   */
  record Mark(String id, long version) {}

  /**
   * A change to be made.
   *
   * @param bytes about how many it writes
   * @param erases whether something that was kept is not to be kept any more
   */
  record Change(long bytes, boolean erases) {}

  /** Reads. */
  <T> T read(Supplier<T> work);

  /**
   * Makes a change that lasts when this returns.
   *
   * @param change what kind of change it is
   * @param work the change: one transaction, or some that nobody sees the results of yet
   * @param mark what is kept now, told from the result of the work
   * @throws NoSpaceException if there is no room for it; nothing was changed
   */
  <T> T change(Change change, Supplier<T> work, Function<T, Optional<Mark>> mark);

  /**
   * Removes a cluster, for good when this returns.
   *
   * @param id of the cluster; never that of another one again
   * @param work the change, one transaction
   * @throws NoSpaceException if even this needs room that is not there; nothing was changed
   */
  <T> T remove(String id, Supplier<T> work);

  /**
   * Removes what nothing refers to any more, as far as that can be done now. What is left is
   * removed later, so this never fails for what happens to the database.
   *
   * @param work some transactions, after each of which less is there
   */
  void tidy(Runnable work);

  /** Whether changes can be made now. It finds out, and mends what can be mended. */
  boolean ready();
}
