package dev.podlane.console.command;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as {@code ip -j} prints them: one line, or with {@code -p} many. */
public final class JsonText {
  /** The value null. */
  public static final Object NULL = new Null();

  private record Null() {}

  private JsonText() {}

  /**
   * A value made of maps, lists, texts and numbers.
   *
   * @param pretty true for many lines
   */
  public static String of(Object value, boolean pretty) {
    return pretty ? pretty(value, 0) : plain(value);
  }

  private static String plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> quoted(each.getKey()) + ":" + plain(each.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(JsonText::plain).collect(Collectors.joining(",", "[", "]"));
    }
    return scalar(value);
  }

  private static String scalar(Object value) {
    if (value instanceof Null) {
      return "null";
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value);
  }

  /** As json_writer.c of iproute2: objects open and close on the line of what is around them. */
  private static String pretty(Object value, int depth) {
    String indent = " ".repeat(depth * 4 + 4);
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> indent + quoted(each.getKey()) + ": " + pretty(each.getValue(), depth + 1))
          .collect(Collectors.joining(",\n", "{\n", "\n" + " ".repeat(depth * 4) + "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? "[ ]"
          : list.stream()
              .map(each -> pretty(each, depth + 1))
              .collect(Collectors.joining(",", "[ ", " ]"));
    }
    return scalar(value);
  }

  private static String quoted(Object text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toString().toCharArray()) {
      if (each == '"' || each == '\\') {
        quoted.append('\\');
      }
      quoted.append(each);
    }
    return quoted.append('"').toString();
  }
}
