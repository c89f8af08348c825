package dev.podlane.document.tree;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;

/** Receives the position of everything in a text, in characters (UTF-16 units) from its start. */
public interface RangeListener {
  /** A key stands there. */
  void key(int start, int end);

  /**
   * A scalar stands there.
   *
   * @param start index of its first character, anchors and tags included
   * @param end index after its last character
   * @param anchor name of its anchor, empty if none
   * @param block true if it is a block scalar ({@code |} or {@code >})
   */
  void scalar(ScalarValue value, int start, int end, String anchor, boolean block);

  /**
   * An alias stands there.
   *
   * @param target the value it stands for
   * @param here the value in its place: the same, or a copy if it is a scalar
   */
  void alias(Value target, Value here, int start, int end);

  /** Returns the number of ranges reported. */
  int told();

  /** Forgets all but the first ones, this many. */
  void back(int told);
}
