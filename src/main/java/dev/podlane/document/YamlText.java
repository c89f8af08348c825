package dev.podlane.document;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes trees as YAML, in block style; what is written reads back as an equal tree. */
public final class YamlText {
  private static final List<String> BLANKS = IntStream.range(0, 64).mapToObj(" "::repeat).toList();

  /** Scalars that were written lately; a power of two. */
  private static final int WRITTEN = 1 << 12;

  private static final int LONGEST = 200;

  private record Written(ScalarValue.Type type, String text, String yaml) {}

  private final StringBuilder out;
  private final @Nullable Written[] written;

  private YamlText(StringBuilder out, int written) {
    this.out = out;
    this.written = new Written[written];
  }

  /** Writes much to the end of a text. */
  static YamlText to(StringBuilder out) {
    return new YamlText(out, WRITTEN);
  }

  /** A tree as one document, ended by a line feed. Comments and the way it was written are lost. */
  public static String print(Value value) {
    YamlText text = new YamlText(new StringBuilder(), 1);
    text.document(value);
    return text.out.toString();
  }

  /** Writes a tree as one document. */
  void document(Value value) {
    block(value, 0, true);
  }

  /** Writes an item of a list that is in a document's outermost map. */
  void item(Value value) {
    out.append("- ");
    block(value, 2, true);
  }

  private void block(Value value, int indent, boolean atStart) {
    if (value instanceof MapValue map && !map.entries().isEmpty()) {
      startBlock(atStart);
      boolean first = true;
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        indent(first && atStart ? 0 : indent);
        first = false;
        out.append(known(ScalarValue.Type.TEXT, entry.getKey())).append(':');
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
    out.append(columns < BLANKS.size() ? BLANKS.get(columns) : " ".repeat(columns));
  }

  /** A scalar as it can stand on one line, anywhere. */
  static String inline(ScalarValue scalar) {
    return scalar(scalar.type(), scalar.text());
  }

  private String flow(Value value) {
    if (value instanceof ScalarValue scalar) {
      return known(scalar.type(), scalar.text());
    }
    return value instanceof MapValue ? "{}" : "[]";
  }

  /** A scalar, which is mostly one that was written before. */
  private String known(ScalarValue.Type type, String text) {
    int slot = text.hashCode() & (written.length - 1);
    Written before = written[slot];
    if (before != null && before.type == type && before.text.equals(text)) {
      return before.yaml;
    }
    String yaml = scalar(type, text);
    if (text.length() <= LONGEST) {
      written[slot] = new Written(type, text, yaml);
    }
    return yaml;
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
