package dev.podlane.bench;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Writes the generated objects as the API server and kubectl do. */
final class ImportText {
  private ImportText() {}

  static void json(Writer out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      String comma = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.write(comma + quoted((String) entry.getKey()) + ":");
        json(out, entry.getValue());
        comma = ",";
      }
      out.write(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String comma = "[";
      for (Object item : list) {
        out.write(comma);
        json(out, item);
        comma = ",";
      }
      out.write("]");
    } else {
      out.write(value instanceof String text ? quoted(text) : "" + value);
    }
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static void yaml(Writer out, Object value, int indent, boolean started) throws IOException {
    String pad = " ".repeat(indent);
    boolean first = started;
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.write(started ? "" : "\n");
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.write((first ? "" : pad) + plain((String) entry.getKey()) + ":");
        yaml(out, entry.getValue(), entry.getValue() instanceof List ? indent : indent + 2, false);
        first = false;
      }
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.write("\n");
      for (Object item : list) {
        out.write(pad + "- ");
        yaml(out, item, indent + 2, true);
      }
    } else {
      out.write((started ? "" : " ") + flow(value) + "\n");
    }
  }

  static String flow(Object value) {
    if (value instanceof String text) {
      return plain(text);
    }
    return value instanceof Map ? "{}" : value instanceof List ? "[]" : "" + value;
  }

  /** Quotes as kubectl does: what reads as a number, a boolean or a time, and what has signs. */
  static String plain(String text) {
    boolean simple = text.matches("[a-zA-Z/][a-zA-Z0-9 _./:@-]*") && !text.equals("true");
    return simple ? text : text.startsWith("k:") ? text : quoted(text);
  }
}
