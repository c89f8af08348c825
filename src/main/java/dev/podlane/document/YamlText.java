package dev.podlane.document;

import java.util.List;
import java.util.Map;

/** Writes trees as YAML, in block style; what is written reads back as an equal tree. */
public final class YamlText {
  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  /** A tree as one document, ended by a line feed. Comments and the way it was written are lost. */
  public static String print(Value value) {
    YamlText text = new YamlText();
    text.block(value, 0, true);
    return text.out.toString();
  }

  private void block(Value value, int indent, boolean atStart) {
    if (value instanceof MapValue map && !map.entries().isEmpty()) {
      startBlock(atStart);
      boolean first = true;
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        indent(first && atStart ? 0 : indent);
        first = false;
        out.append(scalar(ScalarValue.Type.TEXT, entry.getKey())).append(':');
        boolean list = entry.getValue() instanceof ListValue;
        block(entry.getValue(), list ? indent : indent + 2, false);
      }
    } else if (value instanceof ListValue list && !list.items().isEmpty()) {
      items(list.items(), indent, atStart);
    } else {
      out.append(atStart ? "" : " ").append(flow(value)).append('\n');
    }
  }

  private void items(List<Value> items, int indent, boolean atStart) {
    startBlock(atStart);
    boolean first = true;
    for (Value item : items) {
      indent(first && atStart ? 0 : indent);
      first = false;
      out.append("- ");
      block(item, indent + 2, true);
    }
  }

  private void startBlock(boolean atStart) {
    if (!atStart) {
      out.append('\n');
    }
  }

  private void indent(int columns) {
    out.append(" ".repeat(columns));
  }

  /** A scalar as it can stand on one line, anywhere. */
  static String inline(ScalarValue scalar) {
    return scalar(scalar.type(), scalar.text());
  }

  private static String flow(Value value) {
    if (value instanceof ScalarValue scalar) {
      return scalar(scalar.type(), scalar.text());
    }
    return value instanceof MapValue ? "{}" : "[]";
  }

  private static String scalar(ScalarValue.Type type, String text) {
    if (type == ScalarValue.Type.NULL) {
      return "null";
    }
    boolean same = Scalars.typeOfPlain(text) == type;
    return same && (type != ScalarValue.Type.TEXT || isSafe(text)) ? text : quoted(text);
  }

  /** Whether the text needs no quotes anywhere: simple words without any sign YAML knows. */
  private static boolean isSafe(String text) {
    if (text.isEmpty() || text.length() > 500 || !Character.isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = c < 128 && (Character.isLetterOrDigit(c) || "_./-+@$".indexOf(c) >= 0);
      boolean innerSpace = c == ' ' && i < text.length() - 1;
      boolean innerColon = c == ':' && i < text.length() - 1 && text.charAt(i + 1) != ' ';
      if (!word && !innerSpace && !innerColon) {
        return false;
      }
    }
    return true;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          boolean plain = (c >= ' ' && c < 0x7f) || (c >= 0xa0 && c < 0x2028) || c > 0x2029;
          quoted.append(plain && c < 0xfeff ? "" + c : String.format("\\u%04x", (int) c));
        }
      }
    }
    return quoted.append('"').toString();
  }
}
