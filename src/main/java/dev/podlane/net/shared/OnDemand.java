package dev.podlane.net.shared;

/**
 * Things that are made on first access. The names and the order are known before any of them is
 * made; making one again gives an equal one. Thread-safe.
 *
 * @param <V> of the things
 */
public interface OnDemand<V extends Named> {
  /** Returns the number of elements. */
  int size();

  /** The name of one, by its place from 0. */
  String name(int place);

  /** The place of a name; -1 if there is none of it. */
  int place(String name);

  /** Makes one. */
  V make(int place);
}
