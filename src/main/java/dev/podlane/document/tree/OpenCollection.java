package dev.podlane.document.tree;

import dev.podlane.document.Entries;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map or list whose end has not come yet. One object serves all of its depth, one by one. */
final class OpenCollection {
  /** The role of a map or a list for the filter. */
  enum Role {
    /** May be a Kubernetes object, or a list of them. */
    OBJECT,
    /** The items of a list of objects. */
    OBJECTS,
    INNER
  }

  private static final int KEPT_SPACE = 256;

  boolean map;
  int line;
  String anchor = "";
  @Nullable String key;

  /** The index of an equal key; -1 if there is none. */
  private int place;

  int keyLine;
  boolean merge;
  long size;
  int height;
  int count;

  /** The number of items of a list that were already used and removed. */
  int passed;

  Role role = Role.INNER;
  String kind = "";
  boolean undecided;
  Wanted.Branch branch = Wanted.Branch.WHOLE;
  Wanted.Branch ofKey = Wanted.Branch.WHOLE;
  private String[] keys = new String[8];
  private int[] keyLines = new int[8];
  private Value[] values = new Value[8];
  private @Nullable Map<String, Integer> index;

  /** A bit for each hash code modulo 64 of the keys: without its bit, a key is new. */
  private long hashes;

  private final List<MapValue> merges = new ArrayList<>(0);
  private final List<MapValue.Shadowed> shadowed = new ArrayList<>(0);

  void start(boolean isMap, int at, String name) {
    map = isMap;
    line = at;
    anchor = name;
    key = null;
    merge = false;
    size = 1;
    height = 0;
    count = 0;
    passed = 0;
    role = Role.INNER;
    kind = "";
    undecided = false;
    hashes = 0;
    branch = Wanted.Branch.WHOLE;
  }

  boolean expectsKey() {
    return map && key == null;
  }

  /** The line of an equal key before this one; 0 if there was none. */
  int key(String text, int at) {
    key = text;
    keyLine = at;
    int before = find(text);
    place = before;
    if (before < 0) {
      room();
      keys[count] = text;
      keyLines[count] = at;
      hashes |= 1L << text.hashCode();
      return 0;
    }
    int was = keyLines[before];
    keyLines[before] = at;
    return was;
  }

  @SuppressWarnings("ReferenceEquality") // keys are mostly the same object, which is quicker to see
  private int find(String text) {
    long bit = 1L << text.hashCode();
    if ((hashes & bit) == 0) {
      return -1;
    }
    if (count > Entries.FEW) {
      if (index == null) {
        index = new HashMap<>();
        for (int i = 0; i < count; i++) {
          index.put(keys[i], i);
        }
      }
      Integer found = index.get(text);
      return found == null ? -1 : found;
    }
    int length = text.length();
    for (int i = 0; i < count; i++) {
      String known = keys[i];
      if (known == text || (known.length() == length && known.equals(text))) {
        return i;
      }
    }
    return -1;
  }

  private void room() {
    if (count == values.length) {
      keys = map ? Arrays.copyOf(keys, 2 * count) : keys;
      keyLines = map ? Arrays.copyOf(keyLines, 2 * count) : keyLines;
      values = Arrays.copyOf(values, 2 * count);
    }
    if (map && count == keys.length) {
      keys = Arrays.copyOf(keys, values.length);
      keyLines = Arrays.copyOf(keyLines, values.length);
    }
  }

  void item(Value value) {
    room();
    values[count++] = value;
  }

  void put(Value value) {
    String name = Objects.requireNonNull(key);
    if (role == Role.OBJECT && name.equals("kind") && value instanceof ScalarValue scalar) {
      kind = scalar.text();
    }
    if (place >= 0) {
      shadowed.add(new MapValue.Shadowed(name, values[place]));
      values[place] = value;
      return;
    }
    values[count] = value;
    if (index != null) {
      index.put(name, count);
    }
    count++;
  }

  /** The key for mappings whose entries this map takes over. */
  void mergeKey(String text, int at) {
    key = text;
    keyLine = at;
    merge = true;
  }

  /** The value of the last key was taken. */
  void valueTaken() {
    key = null;
    merge = false;
  }

  void merge(MapValue value) {
    merges.add(value);
  }

  Value finish(KeyArrays shapes) {
    Value built = map ? finishMap(shapes) : new ListValue(line, items());
    Arrays.fill(values, 0, count, null);
    if (values.length > KEPT_SPACE) {
      keys = new String[8];
      keyLines = new int[8];
      values = new Value[8];
    }
    index = null;
    if (!merges.isEmpty() || !shadowed.isEmpty()) {
      merges.clear();
      shadowed.clear();
    }
    return built;
  }

  private List<Value> items() {
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of(values[0]);
      case 2 -> List.of(values[0], values[1]);
      default -> List.of(Arrays.copyOf(values, count));
    };
  }

  private Value finishMap(KeyArrays shapes) {
    for (MapValue merged : merges) {
      merged.entries().forEach(this::inherit);
      shadowed.addAll(merged.shadowed());
    }
    Map<String, Value> entries =
        Entries.owning(shapes.shared(keys, 0, count), Arrays.copyOf(values, count));
    return new MapValue(line, entries, shadowed.isEmpty() ? List.of() : shadowed);
  }

  private void inherit(String name, Value value) {
    if (find(name) >= 0) {
      shadowed.add(new MapValue.Shadowed(name, value));
    } else {
      key(name, 0);
      put(value);
    }
  }

  /** Merges a mapping, or the mappings of a list; false for anything else. */
  boolean mergeAll(Value value) {
    if (value instanceof MapValue mapping) {
      merge(mapping);
      return true;
    }
    boolean all =
        value instanceof ListValue list
            && list.items().stream().allMatch(MapValue.class::isInstance);
    if (all) {
      ((ListValue) value).items().forEach(item -> merge((MapValue) item));
    }
    return all;
  }

  /** The path that leads through frames, cut after 300 characters. */
  static String path(List<OpenCollection> frames) {
    StringBuilder path = new StringBuilder();
    for (OpenCollection frame : frames) {
      if (!frame.map) {
        path.append('[').append(frame.passed + frame.count).append(']');
      } else if (frame.key != null) {
        path.append(path.length() == 0 ? "" : ".").append(frame.key);
      }
      if (path.length() > 300) {
        return path.substring(0, 299) + "…";
      }
    }
    return path.toString();
  }
}
