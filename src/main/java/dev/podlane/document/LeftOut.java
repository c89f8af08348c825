package dev.podlane.document;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was passed over while a large text was read, because nothing uses it.
 *
 * @param kinds how many objects of each kind that is not read were reduced to their name
 * @param fields how often each field was left out, by kind and path: {@code Pod
 *     metadata.managedFields}
 */
public record LeftOut(SortedMap<String, Long> kinds, SortedMap<String, Long> fields) {
  /** Nothing was left out. */
  public static final LeftOut NOTHING = new LeftOut(new TreeMap<>(), new TreeMap<>());

  public LeftOut {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }
}
