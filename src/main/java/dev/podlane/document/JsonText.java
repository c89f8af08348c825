package dev.podlane.document;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes trees as JSON with two blanks for each level; what is written reads back as equal. */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** A tree as JSON, ended by a line feed. */
  public static String print(Value value) {
    JsonText text = new JsonText();
    text.value(value, 0);
    return text.out.append('\n').toString();
  }

  private void value(Value value, int indent) {
    if (value instanceof MapValue map) {
      map(map.entries(), indent);
    } else if (value instanceof ListValue list) {
      list(list.items(), indent);
    } else {
      scalar((ScalarValue) value);
    }
  }

  private void map(Map<String, Value> entries, int indent) {
    out.append('{');
    Iterator<Map.Entry<String, Value>> each = entries.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Value> entry = each.next();
      line(indent + 2);
      quoted(entry.getKey());
      out.append(": ");
      value(entry.getValue(), indent + 2);
      out.append(each.hasNext() ? "," : "");
    }
    end(entries.isEmpty(), indent, '}');
  }

  private void list(List<Value> items, int indent) {
    out.append('[');
    Iterator<Value> each = items.iterator();
    while (each.hasNext()) {
      line(indent + 2);
      value(each.next(), indent + 2);
      out.append(each.hasNext() ? "," : "");
    }
    end(items.isEmpty(), indent, ']');
  }

  private void line(int indent) {
    out.append('\n').append(" ".repeat(indent));
  }

  private void end(boolean isEmpty, int indent, char bracket) {
    if (!isEmpty) {
      line(indent);
    }
    out.append(bracket);
  }

  private void scalar(ScalarValue scalar) {
    boolean isWord =
        scalar.type() != ScalarValue.Type.TEXT
            && JsonStrings.typeOf(scalar.text()) == scalar.type();
    if (scalar.isNull()) {
      out.append("null");
    } else if (isWord) {
      out.append(scalar.text());
    } else {
      quoted(scalar.text());
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean isPlain = c >= ' ' && c != '\u2028' && c != '\u2029' && !Character.isSurrogate(c);
          out.append(isPlain ? "" + c : String.format("\\u%04x", (int) c));
        }
      }
    }
    out.append('"');
  }
}
