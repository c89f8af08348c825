package dev.podlane.finding.scene;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.PathSteps;
import dev.podlane.document.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields of objects by their paths. */
public final class Trees {
  private Trees() {}

  /** The value at a path such as {@code spec.ports[0].name}; null if nothing is there. */
  public static @Nullable Value at(MapValue object, String path) {
    List<String> steps = PathSteps.of(path).orElse(List.of());
    Value now = steps.isEmpty() ? null : object;
    for (String step : steps) {
      now = now == null ? null : below(now, step);
    }
    return now;
  }

  /** The line of a path, or of the deepest part of it that is there. */
  public static int line(MapValue object, String path) {
    Value now = object;
    int line = object.line();
    for (String step : PathSteps.of(path).orElse(List.of())) {
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
    return new MapValue(value.line(), Map.of(), List.of());
  }

  private static @Nullable Value below(Value value, String step) {
    if (value instanceof ListValue list) {
      int index = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : -1;
      return index >= 0 && index < list.items().size() ? list.items().get(index) : null;
    }
    return value instanceof MapValue map ? map.entries().get(step) : null;
  }
}
