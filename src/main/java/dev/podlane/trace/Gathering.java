package dev.podlane.trace;

import dev.podlane.net.packet.Fragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fragments of one packet that wait for the rest (struct inet_frag_queue). */
final class Gathering {
  private final List<Passage> parts = new ArrayList<>();

  /** Octets that are here: where each stretch begins, and where it ends. */
  private final TreeMap<Integer, Integer> stretches = new TreeMap<>();

  private int end = Integer.MAX_VALUE;
  private int longest;

  /** Takes in a fragment. */
  void add(Passage passage) {
    parts.add(passage);
    longest = Math.max(longest, passage.ip().length());
    Fragment part = passage.ip().fragment();
    if (part == null) {
      return;
    }
    int from = part.offset();
    int to = from + part.length();
    if (!part.more()) {
      end = Math.min(end, to);
    }
    Map.Entry<Integer, Integer> before = stretches.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Integer, Integer> next = stretches.ceilingEntry(from);
    while (next != null && next.getKey() <= to) {
      to = Math.max(to, next.getValue());
      stretches.remove(next.getKey());
      next = stretches.ceilingEntry(from);
    }
    stretches.put(from, to);
  }

  /** Whether nothing is missing from the first octet to the last. */
  boolean isWhole() {
    Integer reached = stretches.get(0);
    return reached != null && reached >= end;
  }

  int count() {
    return parts.size();
  }

  /** Length of the longest fragment in octets, its header included. */
  int longest() {
    return longest;
  }

  List<Passage> parts() {
    return List.copyOf(parts);
  }
}
