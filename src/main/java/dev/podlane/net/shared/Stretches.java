package dev.podlane.net.shared;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The octets of a whole that have come, as stretches that are joined where they meet or overlap.
 */
public final class Stretches {
  /** The end of each stretch, by its beginning. */
  private final TreeMap<Integer, Integer> ends = new TreeMap<>();

  /**
   * The octets of a stretch have come.
   *
   * @param begin number of the first
   * @param end number after the last; nothing comes if it is not above {@code begin}
   */
  public void add(int begin, int end) {
    if (end <= begin) {
      return;
    }
    int from = begin;
    int to = end;
    Map.Entry<Integer, Integer> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Integer, Integer> next = ends.ceilingEntry(from);
    while (next != null && next.getKey() <= to) {
      to = Math.max(to, next.getValue());
      ends.remove(next.getKey());
      next = ends.ceilingEntry(from);
    }
    ends.put(from, to);
  }

  /** Returns true if all octets of a stretch have come. */
  public boolean has(int begin, int end) {
    return endFrom(begin) >= end;
  }

  /** The end of each stretch that begins behind a number, by its beginning. */
  public SortedMap<Integer, Integer> behind(int number) {
    return Collections.unmodifiableSortedMap(ends.tailMap(number, false));
  }

  /** The number of the first octet that is missing from a number on. */
  public int endFrom(int begin) {
    Map.Entry<Integer, Integer> stretch = ends.floorEntry(begin);
    return stretch == null || stretch.getValue() < begin ? begin : stretch.getValue();
  }
}
