package dev.podlane.document.tree;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.List;

/** Oddities of a document that could be read: keys that are written twice. */
final class Oddities {
  /** Most that are reported of one document. */
  private static final int MOST = 100;

  private List<Problem> told = new ArrayList<>(0);

  /** A document starts. */
  void start() {
    if (!told.isEmpty()) {
      told = new ArrayList<>(0);
    }
  }

  List<Problem> told() {
    return told;
  }

  /** A key stands in two lines. */
  void twice(String key, int before, int at, Place place) {
    told.add(
        told.size() < MOST
            ? before == at
                ? Problem.warning(place, "text.duplicate-key-in-line", key)
                : Problem.warning(place, "text.duplicate-key", key, "" + before, "" + at)
            : Problem.warning(place, "text.duplicate-keys", "" + MOST));
  }

  boolean isFull() {
    return told.size() > MOST;
  }
}
