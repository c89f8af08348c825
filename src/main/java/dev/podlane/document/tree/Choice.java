package dev.podlane.document.tree;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies a filter to the maps and lists of a text as they are read. */
public final class Choice {
  private static final String LIST = "List";
  private static final String ITEMS = "items";

  private Choice() {}

  /** Determines the role of a map or list that starts, from its parent. */
  static void start(OpenCollection frame, @Nullable OpenCollection parent) {
    if (parent == null || parent.role == OpenCollection.Role.OBJECTS) {
      frame.role = OpenCollection.Role.OBJECT;
      frame.kind = parent == null ? "" : parent.kind;
    } else if (parent.role == OpenCollection.Role.OBJECT
        && ITEMS.equals(parent.key)
        && !frame.map) {
      frame.role = OpenCollection.Role.OBJECTS;
      frame.kind = itemKind(parent.kind);
    } else {
      frame.branch = parent.map ? parent.ofKey : parent.branch;
    }
  }

  private static String itemKind(String listKind) {
    return listKind.endsWith(LIST) ? listKind.substring(0, listKind.length() - LIST.length()) : "";
  }

  static boolean takes(OpenCollection frame, String key, FieldFilter filter, boolean late) {
    if (frame.role == OpenCollection.Role.OBJECT) {
      boolean items = key.equals(ITEMS) && (frame.kind.isEmpty() || frame.kind.endsWith(LIST));
      if (items || late || frame.kind.isEmpty()) {
        frame.undecided |= !items && !key.equals("kind") && !key.equals("apiVersion");
        frame.ofKey = Wanted.Branch.WHOLE;
        return true;
      }
      frame.branch = filter.of(frame.kind);
    }
    Wanted.Branch below = filter.below(frame.branch, key);
    if (below == null) {
      return false;
    }
    frame.ofKey = below;
    return true;
  }

  /** Returns the remainder of a map or list once all of it is known. */
  static Value ended(
      OpenCollection frame, @Nullable OpenCollection parent, Value value, FieldFilter filter) {
    if (frame.role != OpenCollection.Role.OBJECT || !(value instanceof MapValue map)) {
      return value;
    }
    if (frame.kind.isEmpty()) {
      if (parent != null) {
        parent.undecided = true;
      }
      return value;
    }
    if (map.get(ITEMS).orElse(null) instanceof ListValue list && frame.kind.endsWith(LIST)) {
      return items(map, list, itemKind(frame.kind), filter);
    }
    if (!filter.wanted().knows(frame.kind)) {
      filter.reduced(frame.kind);
    }
    return frame.undecided ? filter.pruned(value, filter.wanted().of(frame.kind)) : value;
  }

  /** Items without a kind, of a list that says its own after them. */
  private static Value items(MapValue map, ListValue list, String kind, FieldFilter filter) {
    boolean all = list.items().stream().allMatch(item -> isNamed(item));
    if (all || kind.isEmpty()) {
      return map;
    }
    List<Value> items =
        list.items().stream()
            .map(item -> isNamed(item) ? item : filter.pruned(item, filter.wanted().of(kind)))
            .toList();
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    entries.put(ITEMS, new ListValue(list.line(), items));
    return new MapValue(map.line(), entries, map.shadowed());
  }

  /** Returns true if a value is an object with a kind. */
  public static boolean isNamed(Value item) {
    return item instanceof MapValue map && map.text("kind").isPresent();
  }
}
