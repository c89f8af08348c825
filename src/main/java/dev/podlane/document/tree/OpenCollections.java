package dev.podlane.document.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The maps and lists that are open, the innermost on top. Its frames are used again and again. */
final class OpenCollections {
  private final List<OpenCollection> frames = new ArrayList<>();
  private int depth;

  int depth() {
    return depth;
  }

  /** The innermost; null if none is open. */
  @Nullable OpenCollection top() {
    return depth == 0 ? null : innermost();
  }

  /** The innermost, where one is open. */
  OpenCollection innermost() {
    return frames.get(depth - 1);
  }

  /** Puts a map or list on top. */
  OpenCollection open(boolean map, int at, String anchor) {
    if (depth == frames.size()) {
      frames.add(new OpenCollection());
    }
    OpenCollection frame = frames.get(depth++);
    frame.start(map, at, anchor);
    return frame;
  }

  /** Takes the innermost away. */
  OpenCollection close() {
    return frames.get(--depth);
  }

  /** Removes all, with their contents. */
  void abandon(KeyArrays shapes) {
    while (depth > 0) {
      close().finish(shapes);
    }
  }

  /** The path to where the next value comes. */
  String path() {
    return OpenCollection.path(frames.subList(0, depth));
  }

  /** Returns true if one with that anchor is open. */
  boolean has(String anchor) {
    return frames.subList(0, depth).stream().anyMatch(frame -> frame.anchor.equals(anchor));
  }

  /** Returns true if the innermost is a map whose next scalar is a key. */
  boolean expectsKey() {
    return depth > 0 && innermost().expectsKey();
  }
}
