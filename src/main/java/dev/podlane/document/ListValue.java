package dev.podlane.document;

import java.util.List;

/**
 * A sequence.
 *
 * @param line number of its first line in the text
 * @param items its items in order
 */
public record ListValue(int line, List<Value> items) implements Value {
  public ListValue {
    items = List.copyOf(items);
  }
}
