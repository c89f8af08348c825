package dev.podlane.document;

import java.util.List;

/**
 * A sequence.
 *
 * @param line number of its first line in the text
 * @param items its items in order
 */
public record ListValue(int line, List<Value> items) implements Value {
  /** Stands where an item was taken out, so that those behind it keep their places. */
  public static final ScalarValue GONE = new ScalarValue(0, ScalarValue.Type.NULL, "");

  public ListValue {
    items = List.copyOf(items);
  }
}
