package dev.podlane.finding.scene;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes values of edits as JSON in one line. */
public final class Json {
  private Json() {}

  /** A value: text, number, truth, list, mapping, or a tree of the documents. */
  public static String of(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  /** A mapping of keys and values, one after the other. */
  public static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }

  private static void write(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
      out.append('{');
      for (int i = 0; i < entries.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        text(out, entries.get(i).getKey().toString());
        out.append(": ");
        write(out, entries.get(i).getValue());
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        write(out, list.get(i));
      }
      out.append(']');
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Value tree) {
      tree(out, tree);
    } else {
      text(out, value.toString());
    }
  }

  private static void tree(StringBuilder out, Value value) {
    if (value instanceof MapValue map) {
      write(out, map.entries());
    } else if (value instanceof ListValue list) {
      write(out, list.items());
    } else if (value instanceof ScalarValue scalar) {
      boolean plain =
          scalar.type() == ScalarValue.Type.BOOLEAN && scalar.text().matches("true|false");
      boolean number =
          scalar.type() == ScalarValue.Type.INTEGER
              && scalar.text().matches("-?(0|[1-9][0-9]{0,17})");
      if (scalar.isNull()) {
        out.append("null");
      } else if (plain || number) {
        out.append(scalar.text());
      } else {
        text(out, scalar.text());
      }
    }
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
