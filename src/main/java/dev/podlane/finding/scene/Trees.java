package dev.podlane.finding.scene;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of objects by their paths. */
public final class Trees {
  private Trees() {}

  /** The value at a path such as {@code spec.ports[0].name}; null if nothing is there. */
  public static @Nullable Value at(MapValue object, String path) {
    Value now = object;
    for (String step : steps(path)) {
      now = below(now, step);
      if (now == null) {
        return null;
      }
    }
    return now;
  }

  /** The line of a path, or of the deepest part of it that is there. */
  public static int line(MapValue object, String path) {
    Value now = object;
    int line = object.line();
    for (String step : steps(path)) {
      now = now == null ? null : below(now, step);
      line = now == null ? line : now.line();
    }
    return line;
  }

  /** The mappings of a list; none if there is no such list. */
  public static List<MapValue> maps(@Nullable Value parent, String key) {
    Value list = parent instanceof MapValue map ? map.entries().get(key) : null;
    return list instanceof ListValue items
        ? items.items().stream()
            .map(each -> each instanceof MapValue map ? map : nothing(each))
            .toList()
        : List.of();
  }

  private static MapValue nothing(Value value) {
    return new MapValue(value.line(), java.util.Map.of(), List.of());
  }

  private static @Nullable Value below(Value value, String step) {
    if (value instanceof ListValue list) {
      int index = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : -1;
      return index >= 0 && index < list.items().size() ? list.items().get(index) : null;
    }
    return value instanceof MapValue map ? map.entries().get(step) : null;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      char c = path.charAt(at);
      if (c == '.') {
        at++;
      } else if (c == '[') {
        int end = path.indexOf(']', at);
        int stop = end < 0 ? path.length() : end;
        steps.add(path.substring(at + 1, stop).replace("\"", ""));
        at = stop + 1;
      } else {
        int end = at;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        steps.add(path.substring(at, end));
        at = end;
      }
    }
    return steps;
  }
}
