package dev.podlane.document.tree;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;

/** The position of a tree builder: the open collections, and the place of a problem. */
public interface TreePosition {
  /** The path that is open, and a line. */
  Place place(int line);

  /** Returns true if a map or list with that anchor is open. */
  boolean isWithin(String anchor);

  /** Returns true if the next scalar is a key. */
  boolean expectsKey();

  /** An error: a limit of the reader was passed. */
  default DocumentException refused(int line, String code, long limit) {
    return new DocumentException(Problem.error(place(line), code, "" + limit));
  }
}
