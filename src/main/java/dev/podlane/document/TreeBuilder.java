package dev.podlane.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the tree together from what a parser meets, and holds it to the limits. */
final class TreeBuilder {
  /** Most keys written twice that are reported of one document. */
  private static final int MOST_ODDITIES = 100;

  final Symbols symbols;
  private String file;
  private final Limits limits;
  private final @Nullable Filter filter;
  private final Weight weight;
  private final @Nullable ObjectReader objects;
  private final Shapes shapes = new Shapes();
  private final List<Document> documents = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<String, Built> anchors = new HashMap<>();
  private List<Problem> oddities = new ArrayList<>();
  private @Nullable Value root;
  private int depth;
  private int number;
  private int line;
  private int startsAt;
  private long aliasNodes;
  private boolean filtersLate;

  TreeBuilder(String file, Limits limits, Symbols symbols, @Nullable Filter filter) {
    this.file = file;
    this.limits = limits;
    this.symbols = symbols;
    this.filter = filter;
    this.weight = new Weight(limits.treeBytes());
    this.objects = filter == null ? null : new ObjectReader(filter, weight, shapes);
  }

  /** Goes on with a text of another file. */
  void of(String next) {
    this.file = next;
  }

  /** Whether fields are left out of whole objects only, as aliases may need what is in them. */
  void filterLate(boolean late) {
    filtersLate = late;
  }

  private record Built(Value value, long size, int height) {}

  TreeMark mark(@Nullable Ranges ranges) {
    int told = ranges == null ? 0 : ranges.told();
    return new TreeMark(documents.size(), number, startsAt, weight.bytes(), aliasNodes, told);
  }

  /** How many documents were read since a mark. */
  int since(TreeMark mark) {
    return documents.size() - mark.documents();
  }

  /** Forgets all that was read since a mark. */
  void back(TreeMark mark, @Nullable Ranges ranges) {
    if (ranges != null) {
      ranges.back(mark.told());
    }
    documents.subList(mark.documents(), documents.size()).clear();
    number = mark.number();
    startsAt = mark.startsAt();
    weight.back(mark.bytes());
    aliasNodes = mark.aliasNodes();
    abandon();
  }

  /** Forgets the document that was begun; its number stays taken. */
  void abandon() {
    while (depth > 0) {
      frames.get(--depth).finish(shapes);
    }
    root = null;
    anchors.clear();
  }

  List<Document> documents() {
    return List.copyOf(documents);
  }

  int number() {
    return number;
  }

  Place place(int at) {
    return new Place(file, number, at, Frame.path(frames.subList(0, depth)));
  }

  /** Counts a document without anything in it. */
  void emptyDocument(int at) {
    number++;
    if (number > limits.documents()) {
      throw refused(at, "text.too-many-documents", limits.documents());
    }
  }

  /** Says where the next document starts; its parser sees only what is after the hyphens. */
  void startsAt(int at) {
    startsAt = at;
  }

  /** Counts a document that failed before it was begun. */
  void numberAtLeast(int least) {
    number = Math.max(number, least);
    startsAt = 0;
  }

  void startDocument(int at) {
    emptyDocument(at);
    line = startsAt > 0 ? startsAt : at;
    startsAt = 0;
    root = null;
    oddities = new ArrayList<>(0);
    anchors.clear();
  }

  void endDocument() {
    Value tree = root;
    if (tree != null && !(tree instanceof ScalarValue scalar && scalar.isNull())) {
      documents.add(new Document(file, number, Math.max(line, 1), tree, oddities));
      weight.document(line, this);
    }
    root = null;
  }

  void startMap(int at, String anchor) {
    open(true, at, anchor);
  }

  void startList(int at, String anchor) {
    open(false, at, anchor);
  }

  /**
   * Takes an object that begins now from the bytes of a parser, if one may begin here and the bytes
   * can be read without the parser.
   *
   * @return whether it was read up to its closing brace
   */
  boolean takesObject(SkimmingParser parser) {
    Frame parent = top();
    ObjectReader reader = objects;
    if (reader == null || filtersLate || (parent != null && parent.role != Frame.Role.OBJECTS)) {
      return false;
    }
    MapValue object = parser.object(reader, parent == null ? "" : parent.kind);
    if (object != null) {
      attach(object, 1, 1);
    }
    return object != null;
  }

  private @Nullable Frame top() {
    return depth == 0 ? null : frames.get(depth - 1);
  }

  private void open(boolean map, int at, String anchor) {
    Frame parent = top();
    if (parent != null && parent.expectsKey()) {
      throw new DocumentException(Problem.error(place(at), "text.key"));
    }
    if (depth >= limits.depth()) {
      throw refused(at, "text.too-deep", limits.depth());
    }
    if (depth == frames.size()) {
      frames.add(new Frame());
    }
    Frame frame = frames.get(depth++);
    frame.start(map, at, anchor);
    if (filter != null) {
      Choice.start(frame, parent);
    }
    weight.collection(at, this);
  }

  void end() {
    Frame frame = frames.get(--depth);
    weight.entries(frame, this);
    Value value = frame.finish(shapes);
    if (filter != null) {
      value = Choice.ended(frame, top(), value, filter);
    }
    if (!frame.anchor.isEmpty()) {
      anchors.put(frame.anchor, new Built(value, frame.size, frame.height));
    }
    attach(value, frame.size, frame.height);
  }

  /** Whether the value of a key is wanted; if not, nothing of either is to be told. */
  boolean takes(String key) {
    Frame frame = frames.get(depth - 1);
    if (filter == null || Choice.takes(frame, key, filter, filtersLate)) {
      return true;
    }
    frame.size++;
    return false;
  }

  /**
   * A key of the map that is open, whose value is wanted.
   *
   * @param merges whether the key is YAML's merge key
   */
  void key(String text, int at, boolean merges) {
    Frame frame = frames.get(depth - 1);
    if (merges) {
      frame.key = text;
      frame.keyLine = at;
      frame.merge = true;
      return;
    }
    int before = frame.key(text, at);
    if (before != 0) {
      twice(text, before, at);
    }
  }

  private void twice(String text, int before, int at) {
    if (oddities.size() < MOST_ODDITIES) {
      oddities.add(Problem.warning(place(at), "text.duplicate-key", text, "" + before, "" + at));
    } else if (oddities.size() == MOST_ODDITIES) {
      oddities.add(Problem.warning(place(at), "text.duplicate-keys", "" + MOST_ODDITIES));
    }
  }

  /** Whether a scalar that comes now is a key. */
  boolean expectsKey() {
    return depth > 0 && frames.get(depth - 1).expectsKey();
  }

  /**
   * A scalar that is no key.
   *
   * @param shared whether its text is also that of others, and takes no memory of its own
   */
  void scalar(ScalarValue value, String anchor, boolean shared) {
    weight.scalar(value, shared, this);
    if (!anchor.isEmpty()) {
      anchors.put(anchor, new Built(value, 1, 0));
    }
    attach(value, 1, 0);
  }

  /**
   * An alias. A scalar comes as a copy, for what one place says may be kept and another's not.
   *
   * @return the value that the alias stands for, and what stands there instead
   */
  AliasUse alias(String name, int at) {
    Built target = anchors.get(name);
    if (target == null) {
      boolean within = frames.subList(0, depth).stream().anyMatch(f -> f.anchor.equals(name));
      String code = within ? "text.alias-inside-itself" : "text.alias-unknown";
      throw new DocumentException(Problem.error(place(at), code, name));
    }
    if (expectsKey()) {
      throw new DocumentException(Problem.error(place(at), "text.key-anchor"));
    }
    repeat(target.size, at);
    if (depth + target.height > limits.depth()) {
      throw refused(at, "text.too-deep", limits.depth());
    }
    Value copy =
        target.value instanceof ScalarValue scalar
            ? new ScalarValue(at, scalar.type(), scalar.text())
            : target.value;
    attach(copy, target.size, target.height);
    return new AliasUse(target.value, copy);
  }

  private void repeat(long size, int at) {
    aliasNodes += size;
    if (aliasNodes > limits.aliasNodes()) {
      throw refused(at, "text.too-many-aliases", limits.aliasNodes());
    }
  }

  private void attach(Value value, long size, int height) {
    Frame frame = top();
    if (frame == null) {
      root = value;
      return;
    }
    frame.size += size;
    frame.height = Math.max(frame.height, height + 1);
    if (!frame.map) {
      frame.item(value);
    } else if (frame.merge) {
      merge(frame, value);
    } else {
      if (frame.role == Frame.Role.OBJECT && value instanceof ScalarValue scalar) {
        frame.named(scalar.text());
      }
      frame.put(value);
    }
    frame.key = null;
    frame.merge = false;
  }

  private void merge(Frame frame, Value value) {
    if (!frame.mergeAll(value)) {
      throw new DocumentException(Problem.error(place(frame.keyLine), "text.merge"));
    }
    repeat(value instanceof MapValue map ? map.entries().size() : 1, frame.keyLine);
  }

  DocumentException refused(int at, String code, long limit) {
    return new DocumentException(Problem.error(place(at), code, "" + limit));
  }
}
