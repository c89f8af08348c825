package dev.podlane.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the tree together from what a parser meets, and holds it to the limits. */
final class TreeBuilder {
  /** Told about each scalar's range in the text, if anyone wants to know. */
  interface Ranges {
    /** The scalar and where its text starts and ends, in code points. */
    void scalar(ScalarValue value, Span span);

    /** An alias, what it stands for, and the value in the tree at its own place. */
    void alias(Value target, Value occurrence, Span span);
  }

  /**
   * Where a scalar stands.
   *
   * @param start index of its first code point, anchors and tags included
   * @param end index after its last code point
   * @param anchor name of its anchor, empty if none
   * @param block whether it is a block scalar ({@code |} or {@code >})
   */
  record Span(int start, int end, String anchor, boolean block) {}

  private final String file;
  private final Limits limits;
  private final @Nullable Ranges ranges;
  private final List<Document> documents = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, Built> anchors = new HashMap<>();
  private List<Problem> oddities = new ArrayList<>();
  private @Nullable Value root;
  private int number;
  private int line;
  private int nodes;
  private long aliasNodes;

  TreeBuilder(String file, Limits limits, @Nullable Ranges ranges) {
    this.file = file;
    this.limits = limits;
    this.ranges = ranges;
  }

  List<Document> documents() {
    return List.copyOf(documents);
  }

  int number() {
    return number;
  }

  Place place(int at) {
    return new Place(file, number, at, path());
  }

  void startDocument(int at) {
    number++;
    line = at;
    root = null;
    oddities = new ArrayList<>();
    anchors.clear();
    if (number > limits.documents()) {
      throw refused(at, "too-many-documents", limits.documents());
    }
  }

  void endDocument() {
    Value tree = root;
    if (tree != null && !(tree instanceof ScalarValue scalar && scalar.isNull())) {
      int start = Math.max(line, 1);
      documents.add(new Document(file, number, start, tree, oddities));
    }
  }

  void startMap(int at, String anchor) {
    open(new Frame(true, at, anchor));
  }

  void startList(int at, String anchor) {
    open(new Frame(false, at, anchor));
  }

  private void open(Frame frame) {
    Frame parent = open.peek();
    if (parent != null && parent.expectsKey()) {
      throw new DocumentException(Problem.error(place(frame.line), "text.key"));
    }
    count(frame.line);
    open.push(frame);
    if (open.size() > limits.depth()) {
      throw refused(frame.line, "too-deep", limits.depth());
    }
  }

  void end() {
    Frame frame = open.pop();
    Value value = frame.finish();
    Built built = new Built(value, frame.size, frame.height);
    if (!frame.anchor.isEmpty()) {
      anchors.put(frame.anchor, built);
    }
    attach(built);
  }

  void scalar(ScalarValue value, boolean plain, Span span) {
    if (ranges != null) {
      ranges.scalar(value, span);
    }
    Built built = new Built(value, 1, 0);
    Frame frame = open.peek();
    if (frame != null && frame.expectsKey()) {
      if (!span.anchor().isEmpty()) {
        throw new DocumentException(Problem.error(place(value.line()), "text.key-anchor"));
      }
      key(frame, value, plain);
      return;
    }
    if (!span.anchor().isEmpty()) {
      anchors.put(span.anchor(), built);
    }
    count(value.line());
    attach(built);
  }

  void alias(String name, int at, Span span) {
    Built target = anchors.get(name);
    if (target == null) {
      boolean within = open.stream().anyMatch(frame -> frame.anchor.equals(name));
      String code = within ? "text.alias-inside-itself" : "text.alias-unknown";
      throw new DocumentException(Problem.error(place(at), code, name));
    }
    Frame frame = open.peek();
    if (frame != null && frame.expectsKey()) {
      throw new DocumentException(Problem.error(place(at), "text.key-anchor"));
    }
    Built here = target.at(at);
    if (ranges != null) {
      ranges.alias(target.value, here.value, span);
    }
    repeat(target.size, at);
    if (open.size() + target.height > limits.depth()) {
      throw refused(at, "too-deep", limits.depth());
    }
    attach(here);
  }

  private void repeat(long size, int at) {
    aliasNodes += size;
    if (aliasNodes > limits.aliasNodes()) {
      throw refused(at, "too-many-aliases", limits.aliasNodes());
    }
  }

  private void count(int at) {
    nodes++;
    if (nodes > limits.nodes()) {
      throw refused(at, "too-many-nodes", limits.nodes());
    }
  }

  private void key(Frame frame, ScalarValue key, boolean plain) {
    String text = keys.computeIfAbsent(key.text(), same -> same);
    frame.key = text;
    frame.keyLine = key.line();
    frame.merge = plain && text.equals("<<");
    if (!frame.merge) {
      Integer before = frame.keyLines.put(text, key.line());
      if (before != null) {
        oddities.add(
            Problem.warning(
                place(key.line()), "text.duplicate-key", text, "" + before, "" + key.line()));
      }
    }
  }

  private void attach(Built built) {
    Frame frame = open.peek();
    if (frame == null) {
      root = built.value;
      return;
    }
    frame.size += built.size;
    frame.height = Math.max(frame.height, built.height + 1);
    if (!frame.map) {
      frame.items.add(built.value);
    } else if (frame.merge) {
      merge(frame, built.value);
    } else {
      frame.put(built.value);
    }
    frame.key = null;
    frame.merge = false;
  }

  private void merge(Frame frame, Value value) {
    if (value instanceof MapValue map) {
      frame.merges.add(map);
    } else if (value instanceof ListValue list
        && list.items().stream().allMatch(MapValue.class::isInstance)) {
      list.items().forEach(item -> frame.merges.add((MapValue) item));
    } else {
      throw new DocumentException(Problem.error(place(frame.keyLine), "text.merge"));
    }
    repeat(value instanceof MapValue map ? map.entries().size() : 1, frame.keyLine);
  }

  private DocumentException refused(int at, String code, int limit) {
    return new DocumentException(Problem.error(place(at), "text." + code, "" + limit));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    open.descendingIterator()
        .forEachRemaining(
            frame -> {
              if (!frame.map) {
                path.append('[').append(frame.items.size()).append(']');
              } else if (frame.key != null) {
                path.append(path.length() == 0 ? "" : ".").append(frame.key);
              }
            });
    return path.length() <= 300 ? path.toString() : path.substring(0, 299) + "…";
  }

  private record Built(Value value, long size, int height) {
    /** What an alias stands for; a scalar is a value of its own there. */
    Built at(int line) {
      return value instanceof ScalarValue scalar
          ? new Built(new ScalarValue(line, scalar.type(), scalar.text()), size, height)
          : this;
    }
  }

  /** A map or list whose end has not come yet. */
  private static final class Frame {
    final boolean map;
    final int line;
    final String anchor;
    final Map<String, Value> entries;
    final Map<String, Integer> keyLines;
    final List<Value> items = new ArrayList<>(0);
    final List<MapValue> merges = new ArrayList<>(0);
    final List<MapValue.Shadowed> shadowed = new ArrayList<>(0);
    @Nullable String key;
    int keyLine;
    boolean merge;
    long size = 1;
    int height;

    Frame(boolean map, int line, String anchor) {
      this.map = map;
      this.line = line;
      this.anchor = anchor;
      entries = map ? new java.util.LinkedHashMap<>() : Map.of();
      keyLines = map ? new HashMap<>() : Map.of();
    }

    boolean expectsKey() {
      return map && key == null;
    }

    void put(Value value) {
      String name = java.util.Objects.requireNonNull(key);
      Value hidden = entries.put(name, value);
      if (hidden != null) {
        shadowed.add(new MapValue.Shadowed(name, hidden));
      }
    }

    Value finish() {
      if (!map) {
        return new ListValue(line, items);
      }
      for (MapValue merged : merges) {
        merged.entries().forEach(this::inherit);
        shadowed.addAll(merged.shadowed());
      }
      return new MapValue(line, entries, shadowed);
    }

    private void inherit(String name, Value value) {
      Value nearer = entries.putIfAbsent(name, value);
      if (nearer != null) {
        shadowed.add(new MapValue.Shadowed(name, value));
      }
    }
  }
}
