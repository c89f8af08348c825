package dev.podlane.document.redact;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Compares texts by their contents, whatever their places in a file. */
final class TreeEquality {
  private TreeEquality() {}

  /**
   * Equal one by one but for lines; hidden entries count, for they are in the text.
   *
   * @param blank replacements for scalars of the first ones
   */
  static boolean isSame(List<Value> some, List<Value> others, Blanks blank) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!isSame(some.get(i), others.get(i), blank)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Value one, Value other, Blanks blank) {
    if (one instanceof ScalarValue a && other instanceof ScalarValue b) {
      String by = blank.instead(a);
      return by == null
          ? a.type() == b.type() && a.text().equals(b.text())
          : b.type() == ScalarValue.Type.TEXT && b.text().equals(by);
    }
    if (one instanceof ListValue a && other instanceof ListValue b) {
      return isSame(a.items(), b.items(), blank);
    }
    return one instanceof MapValue a && other instanceof MapValue b && isSame(a, b, blank);
  }

  private static boolean isSame(MapValue one, MapValue other, Blanks blank) {
    if (one.entries().size() != other.entries().size()
        || one.shadowed().size() != other.shadowed().size()) {
      return false;
    }
    Iterator<Map.Entry<String, Value>> entries = other.entries().entrySet().iterator();
    for (Map.Entry<String, Value> entry : one.entries().entrySet()) {
      Map.Entry<String, Value> same = entries.next();
      if (!entry.getKey().equals(same.getKey())
          || !isSame(entry.getValue(), same.getValue(), blank)) {
        return false;
      }
    }
    for (int i = 0; i < one.shadowed().size(); i++) {
      if (!isSame(one.shadowed().get(i).value(), other.shadowed().get(i).value(), blank)) {
        return false;
      }
    }
    return true;
  }
}
