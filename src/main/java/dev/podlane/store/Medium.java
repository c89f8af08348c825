package dev.podlane.store;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The medium of a {@link ClusterStore}'s database. Every use of the database goes through it, so
 * that it can wait, refuse, or make sure that a change lasts. Thread-safe within a process.
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
   * @param erases true if it deletes or replaces stored values
   */
  record Change(long bytes, boolean erases) {}

  /** Reads. */
  <T> T read(Supplier<T> work);

  /**
   * Makes a change that lasts when this returns.
   *
   * @param change kind of the change
   * @param work the change: one transaction, or several whose results are not visible yet
   * @param mark computes the state kept now from the result of the work
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
   * Removes unreferenced rows, as far as possible now. The rest is removed later, so this never
   * fails for the state of the database.
   *
   * @param work some transactions, after each of which less is there
   */
  void tidy(Runnable work);

  /** Returns true if changes can be made now. Checks the database, and repairs it if possible. */
  boolean ready();
}
