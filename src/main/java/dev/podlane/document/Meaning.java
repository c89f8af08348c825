package dev.podlane.document;

import java.util.List;

/** Whether texts say the same, wherever in a file they say it. */
final class Meaning {
  private Meaning() {}

  /** Equal but for lines; hidden entries count, for they are in the text. */
  static boolean isSame(Value one, Value other) {
    if (one instanceof ScalarValue a && other instanceof ScalarValue b) {
      return a.type() == b.type() && a.text().equals(b.text());
    }
    if (one instanceof ListValue a && other instanceof ListValue b) {
      return isSame(a.items(), b.items());
    }
    return one instanceof MapValue a
        && other instanceof MapValue b
        && List.copyOf(a.entries().keySet()).equals(List.copyOf(b.entries().keySet()))
        && isSame(List.copyOf(a.entries().values()), List.copyOf(b.entries().values()))
        && isSame(hidden(a), hidden(b));
  }

  /** Equal one by one. */
  static boolean isSame(List<Value> some, List<Value> others) {
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

  private static List<Value> hidden(MapValue map) {
    return map.shadowed().stream().map(MapValue.Shadowed::value).toList();
  }
}
