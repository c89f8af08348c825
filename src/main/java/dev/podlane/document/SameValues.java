package dev.podlane.document;

import java.util.List;
import java.util.Map;

/** Compares trees by what they say, wherever it is written. */
public final class SameValues {
  private SameValues() {}

  /** Returns true if both say the same; lines, and the order of keys, mean nothing. */
  public static boolean isSame(Value one, Value other) {
    if (one instanceof ScalarValue a && other instanceof ScalarValue b) {
      return a.type() == b.type() && a.text().equals(b.text());
    }
    if (one instanceof ListValue a && other instanceof ListValue b) {
      return isSame(a.items(), b.items());
    }
    return one instanceof MapValue a && other instanceof MapValue b && isSame(a, b);
  }

  private static boolean isSame(List<Value> some, List<Value> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!isSame(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(MapValue one, MapValue other) {
    if (one.entries().size() != other.entries().size()) {
      return false;
    }
    for (Map.Entry<String, Value> entry : one.entries().entrySet()) {
      Value its = other.entries().get(entry.getKey());
      if (its == null || !isSame(entry.getValue(), its)) {
        return false;
      }
    }
    return true;
  }
}
