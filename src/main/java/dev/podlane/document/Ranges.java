package dev.podlane.document;

/** Is told where everything stands in a text, in characters (UTF-16 units) from its start. */
interface Ranges {
  /** A key stands there. */
  void key(int start, int end);

  /**
   * A scalar stands there.
   *
   * @param start index of its first character, anchors and tags included
   * @param end index after its last character
   * @param anchor name of its anchor, empty if none
   * @param block whether it is a block scalar ({@code |} or {@code >})
   */
  void scalar(ScalarValue value, int start, int end, String anchor, boolean block);

  /**
   * An alias stands there.
   *
   * @param target the value it stands for
   * @param here the value in its place: the same, or a copy if it is a scalar
   */
  void alias(Value target, Value here, int start, int end);

  /** How many of all these were told. */
  int told();

  /** Forgets all but so many. */
  void back(int told);
}
