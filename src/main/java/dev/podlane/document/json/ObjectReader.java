package dev.podlane.document.json;

import dev.podlane.document.Entries;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.tree.FieldFilter;
import dev.podlane.document.tree.KeyArrays;
import dev.podlane.document.tree.Wanted;
import dev.podlane.document.tree.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Kubernetes object that is wholly in a buffer from its bytes: most objects of an API
 * server are, and a parser's tokens cost more than the rest of the reading. Anything unusual is
 * left to the parser, as if nothing had been tried.
 */
final class ObjectReader {
  private static final String ITEMS = "items";
  private static final int TEXTS = 1 << 14;
  private static final int ANY_NAMES = 1 << 12;
  private static final int NAMES = 128;

  /**
   * Most entries of a map that are searched one by one; a larger map is looked up in other ways.
   */
  private static final int MOST_ENTRIES = 256;

  private static final int LONGEST_NUMBER = 64;
  private static final int KEPT_SPACE = 1 << 12;

  private final FieldFilter filter;
  private final Weight weight;
  private final KeyArrays shapes;
  private final JsonBytes in = new JsonBytes();
  private final ByteTexts texts = new ByteTexts(TEXTS, Wanted.Branch.WHOLE);
  private final ByteTexts anyNames = new ByteTexts(ANY_NAMES, Wanted.Branch.WHOLE);

  /** The names below each branch, by its number. */
  private final List<@Nullable ByteTexts> names = new ArrayList<>();

  /** The names left out of the object so far. */
  private final List<ByteTexts.Known> skipped = new ArrayList<>();

  /** Entries and items of the maps and lists that are open, the innermost last. */
  private String[] keys = new String[64];

  private Value[] values = new Value[64];
  private int top;

  private int startLine;
  private int room;
  private int depth;
  private long bytes;
  private String kind = "";

  ObjectReader(FieldFilter filter, Weight weight, KeyArrays shapes) {
    this.filter = filter;
    this.weight = weight;
    this.shapes = shapes;
  }

  /** Returns the scanner; after an object was read, it stands at the object's end. */
  JsonBytes bytes() {
    return in;
  }

  /**
   * Reads an object whose opening brace was read.
   *
   * @param buffer the part of a text read so far
   * @param from index after the brace
   * @param to index after the last byte that was read
   * @param line of the brace
   * @param levels number of levels allowed, including the object
   * @param listed the kind that it has if it does not say one; may be empty
   * @return null if that takes a parser; nothing was counted then
   */
  @Nullable MapValue read(byte[] buffer, int from, int to, int line, int levels, String listed) {
    in.start(buffer, from, to);
    startLine = line;
    room = levels;
    depth = 0;
    bytes = 0;
    kind = listed;
    skipped.clear();
    top = 0;
    MapValue object = map(Wanted.Branch.WHOLE, true);
    Arrays.fill(values, 0, Math.min(values.length, KEPT_SPACE), null);
    if (values.length > KEPT_SPACE) {
      keys = new String[64];
      values = new Value[64];
    }
    if (object == null || kind.isEmpty() || !weight.takes(bytes)) {
      return null;
    }
    for (ByteTexts.Known name : skipped) {
      long[] times = name.times;
      if (times == null) {
        times = filter.times(name.branch, name.text);
        name.times = times;
      }
      times[0]++;
    }
    if (!filter.wanted().knows(kind)) {
      filter.reduced(kind);
    }
    return object;
  }

  private int line() {
    return startLine + in.lines;
  }

  private @Nullable MapValue map(Wanted.Branch given, boolean isObject) {
    if (++depth > room) {
      return null;
    }
    Wanted.Branch branch = given;
    int line = line();
    int base = top;
    long hashes = 0;
    int c = in.next();
    boolean more = c != '}';
    while (more) {
      if (isObject && !kind.isEmpty()) {
        branch = filter.of(kind);
      }
      ByteTexts.Known name = c == '"' ? name(branch) : null;
      if (name == null || (isObject && !isSimple(name.text))) {
        return null;
      }
      c = in.next();
      if (name.below == null) {
        if (!Skim.value(in, c, room - depth)) {
          return null;
        }
        skipped.add(name);
      } else {
        long bit = 1L << name.text.hashCode();
        boolean isNew = (hashes & bit) == 0 || isNew(name.text, base);
        hashes |= bit;
        Value value = isNew ? value(c, name.below) : null;
        if (value == null) {
          return null;
        }
        if (isObject && name.text.equals("kind")) {
          if (!(value instanceof ScalarValue said)) {
            return null;
          }
          kind = said.text();
        }
        push(name.text, value);
      }
      c = in.next();
      more = c == ',';
      if (more) {
        c = in.next();
      } else if (c != '}') {
        return null;
      }
    }
    depth--;
    int count = top - base;
    bytes += Weight.map(count);
    String[] shape = shapes.shared(keys, base, count);
    Map<String, Value> entries = Entries.owning(shape, Arrays.copyOfRange(values, base, top));
    top = base;
    return new MapValue(line, entries, List.of());
  }

  /**
   * Returns true if a field can be read without those after it, and is no list of other objects.
   */
  private boolean isSimple(String name) {
    return kind.isEmpty() ? name.equals("kind") || name.equals("apiVersion") : !name.equals(ITEMS);
  }

  private ByteTexts.@Nullable Known name(Wanted.Branch branch) {
    boolean read = in.string() && in.plain;
    int begin = in.begin;
    int end = in.end;
    if (!read || in.next() != ':') {
      return null;
    }
    return names(branch).of(in.bytes(), begin, end);
  }

  private ByteTexts names(Wanted.Branch branch) {
    if (branch.isWhole()) {
      return anyNames;
    }
    int number = branch.number();
    while (names.size() <= number) {
      names.add(null);
    }
    ByteTexts known = names.get(number);
    if (known == null) {
      known = new ByteTexts(NAMES, branch);
      names.set(number, known);
    }
    return known;
  }

  private boolean isNew(String name, int base) {
    if (top - base > MOST_ENTRIES) {
      return false;
    }
    for (int i = base; i < top; i++) {
      if (keys[i].equals(name)) {
        return false;
      }
    }
    return true;
  }

  private void push(String key, Value value) {
    if (top == values.length) {
      keys = Arrays.copyOf(keys, 2 * top);
      values = Arrays.copyOf(values, 2 * top);
    }
    keys[top] = key;
    values[top++] = value;
  }

  private @Nullable Value value(int first, Wanted.Branch branch) {
    return switch (first) {
      case '{' -> map(branch, false);
      case '[' -> list(branch);
      case '"' -> in.string() ? scalar(ScalarValue.Type.TEXT) : null;
      case 't', 'f' -> in.scalar(first) ? scalar(ScalarValue.Type.BOOLEAN) : null;
      case 'n' -> in.scalar(first) ? scalar(ScalarValue.Type.NULL) : null;
      default -> number(first);
    };
  }

  private @Nullable ListValue list(Wanted.Branch branch) {
    if (++depth > room) {
      return null;
    }
    int line = line();
    int base = top;
    int c = in.next();
    boolean more = c != ']';
    while (more) {
      Value item = value(c, branch);
      if (item == null) {
        return null;
      }
      push("", item);
      c = in.next();
      more = c == ',';
      if (more) {
        c = in.next();
      } else if (c != ']') {
        return null;
      }
    }
    depth--;
    int count = top - base;
    bytes += Weight.list(count);
    List<Value> items =
        switch (count) {
          case 0 -> List.of();
          case 1 -> List.of(values[base]);
          case 2 -> List.of(values[base], values[base + 1]);
          default -> List.of(Arrays.copyOfRange(values, base, top));
        };
    top = base;
    return new ListValue(line, items);
  }

  private @Nullable ScalarValue number(int first) {
    boolean read = in.scalar(first) && in.end - in.begin <= LONGEST_NUMBER;
    return read ? scalar(in.whole ? ScalarValue.Type.INTEGER : ScalarValue.Type.FLOAT) : null;
  }

  private ScalarValue scalar(ScalarValue.Type type) {
    boolean isText = type == ScalarValue.Type.TEXT;
    if (isText && (!in.plain || in.end - in.begin > ByteTexts.LONGEST)) {
      String text = JsonStrings.decoded(in.bytes(), in.begin, in.end);
      bytes += Weight.scalar(text.length(), false);
      return new ScalarValue(line(), type, text);
    }
    ByteTexts.Known known = texts.of(in.bytes(), in.begin, in.end);
    bytes += Weight.scalar(known.text.length(), known.shared);
    return known.scalar(line(), type);
  }
}
