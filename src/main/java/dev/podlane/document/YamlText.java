package dev.podlane.document;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes trees as YAML, in block style; the text reads back as an equal tree. */
public final class YamlText {
  private static final List<String> BLANKS = IntStream.range(0, 64).mapToObj(" "::repeat).toList();

  /** Scalars that were written lately; a power of two. */
  private static final int WRITTEN = 1 << 12;

  private static final int LONGEST = 200;

  /**
   * A scalar that was written.
   *
   * @param yaml with the blank before it and the line feed after it; of a key, with the colon only
   */
  private record Written(ScalarValue.Type type, String text, String yaml) {}

  private final StringBuilder out;
  private final @Nullable Written[] keys;
  private final @Nullable Written[] values;

  private YamlText(StringBuilder out, int written) {
    this.out = out;
    this.keys = new Written[written];
    this.values = new Written[written];
  }

  /** Writes much to the end of a text. */
  public static YamlText to(StringBuilder out) {
    return new YamlText(out, WRITTEN);
  }

  /** A tree as one document, ended by a line feed. Comments and the way it was written are lost. */
  public static String print(Value value) {
    YamlText text = new YamlText(new StringBuilder(), 1);
    text.document(value);
    return text.out.toString();
  }

  /** Writes a tree as one document. */
  public void document(Value value) {
    block(value, 0, true);
  }

  /** Writes an item of a list that is in a document's outermost map. */
  public void item(Value value) {
    out.append("- ");
    block(value, 2, true);
  }

  private void block(Value value, int indent, boolean atStart) {
    if (value instanceof MapValue map && !map.entries().isEmpty()) {
      startBlock(atStart);
      entries(Entries.copyOf(map.entries()), indent, atStart);
    } else if (value instanceof ListValue list && !list.items().isEmpty()) {
      items(list.items(), indent, atStart);
    } else if (value instanceof ScalarValue scalar) {
      String line = line(scalar);
      out.append(atStart ? line.substring(1) : line);
    } else {
      out.append(atStart ? "" : " ").append(value instanceof MapValue ? "{}\n" : "[]\n");
    }
  }

  private void entries(Entries entries, int indent, boolean atStart) {
    for (int i = 0; i < entries.size(); i++) {
      indent(i == 0 && atStart ? 0 : indent);
      Value value = entries.value(i);
      out.append(key(entries.key(i)));
      if (value instanceof ScalarValue scalar) {
        out.append(line(scalar));
      } else {
        block(value, value instanceof ListValue ? indent : indent + 2, false);
      }
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
  public static String inline(ScalarValue scalar) {
    return scalar(scalar.type(), scalar.text());
  }

  /** A key with its colon, which is mostly one that was written before. */
  private String key(String text) {
    int slot = text.hashCode() & (keys.length - 1);
    Written before = keys[slot];
    if (before != null && before.text.equals(text)) {
      return before.yaml;
    }
    String yaml = scalar(ScalarValue.Type.TEXT, text) + ":";
    if (text.length() <= LONGEST) {
      keys[slot] = new Written(ScalarValue.Type.TEXT, text, yaml);
    }
    return yaml;
  }

  /** A value to the end of its line, the blank before it included. */
  private String line(ScalarValue scalar) {
    String text = scalar.text();
    int slot = text.hashCode() & (values.length - 1);
    Written before = values[slot];
    if (before != null && before.type == scalar.type() && before.text.equals(text)) {
      return before.yaml;
    }
    String yaml = " " + scalar(scalar.type(), text) + "\n";
    if (text.length() <= LONGEST) {
      values[slot] = new Written(scalar.type(), text, yaml);
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

  /** Returns true if the text needs no quotes anywhere: simple words without any YAML indicator. */
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
