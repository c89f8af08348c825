package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the tree together from what a parser meets, and holds it to the limits. */
final class TreeBuilder {
  final Symbols symbols;
  private String file;
  private final Limits limits;
  final @Nullable Filter filter;
  private final Output output;
  private final Weight weight;
  private final Shapes shapes = new Shapes();
  private final List<Frame> frames = new ArrayList<>();
  private final Anchors anchors;
  private final Oddities oddities = new Oddities();
  private @Nullable Value root;
  private int depth;
  private int number;
  private int line;
  private int startsAt;
  private boolean filtersLate;

  TreeBuilder(String file, Limits limits, Symbols symbols, @Nullable Filter filter) {
    this(file, limits, symbols, filter, new KeptDocuments());
  }

  TreeBuilder(String file, Limits limits, Symbols symbols, @Nullable Filter filter, Output output) {
    this.file = file;
    this.limits = limits;
    this.symbols = symbols;
    this.filter = filter;
    this.output = output;
    this.anchors = new Anchors(limits.aliasNodes());
    this.weight = new Weight(limits.treeBytes());
  }

  /** Goes on with a text of another file. */
  void of(String next) {
    this.file = next;
  }

  /** Whether fields are left out of whole objects only, as aliases may need what is in them. */
  void filterLate(boolean late) {
    filtersLate = late;
  }

  TreeMark mark(@Nullable Ranges ranges) {
    int told = ranges == null ? 0 : ranges.told();
    return new TreeMark(output.count(), number, startsAt, weight.bytes(), anchors.repeated(), told);
  }

  /** How many documents were read since a mark. */
  int since(TreeMark mark) {
    return output.count() - mark.documents();
  }

  /** Forgets all that was read since a mark. */
  void back(TreeMark mark, @Nullable Ranges ranges) {
    if (ranges != null) {
      ranges.back(mark.told());
    }
    output.back(mark.documents());
    number = mark.number();
    startsAt = mark.startsAt();
    weight.back(mark.bytes());
    anchors.back(mark.aliasNodes());
    abandon();
  }

  /** Forgets the document that was begun; its number stays taken. */
  void abandon() {
    while (depth > 0) {
      frames.get(--depth).finish(shapes);
    }
    root = null;
    anchors.clear();
    output.abandon();
  }

  List<Document> documents() {
    return output.documents();
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
    oddities.start();
    anchors.clear();
    output.start(weight);
  }

  void endDocument() {
    if (root != null && !(root instanceof ScalarValue scalar && scalar.isNull())) {
      List<Problem> odd = oddities.told();
      output.add(new Document(file, number, Math.max(line, 1), root, odd), weight, this);
    }
    root = null;
  }

  void startMap(int at, String anchor) {
    open(true, at, anchor);
  }

  void startList(int at, String anchor) {
    open(false, at, anchor);
  }

  /** What reads objects from bytes; null if no fields are left out. */
  @Nullable ObjectReader objectReader() {
    return filter == null ? null : new ObjectReader(filter, weight, shapes);
  }

  /** The kind that an object has, if one begins now and says none; null if none may begin. */
  @Nullable String listedKind() {
    Frame parent = top();
    return parent == null ? "" : parent.role == Frame.Role.OBJECTS ? parent.kind : null;
  }

  /** Takes an object that was read as a whole. */
  void object(MapValue object) {
    attach(object, 1, 1);
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
    if (isWritten(frame)) {
      output.startItems();
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
    anchors.put(frame.anchor, value, frame.size, frame.height);
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
    if (before != 0 && !oddities.isFull()) {
      oddities.twice(text, before, at, place(at));
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
    anchors.put(anchor, value, 1, 0);
    attach(value, 1, 0);
  }

  /**
   * An alias. A scalar comes as a copy, for what one place says may be kept and another's not.
   *
   * @return the value that the alias stands for, and what stands there instead
   */
  AliasUse alias(String name, int at) {
    Anchors.Built target = anchors.of(name, at, this);
    if (depth + target.height() > limits.depth()) {
      throw refused(at, "text.too-deep", limits.depth());
    }
    Value copy =
        target.value() instanceof ScalarValue scalar
            ? new ScalarValue(at, scalar.type(), scalar.text())
            : target.value();
    attach(copy, target.size(), target.height());
    return new AliasUse(target.value(), copy);
  }

  /** Whether a map or list with an anchor is open. */
  boolean isWithin(String anchor) {
    return frames.subList(0, depth).stream().anyMatch(frame -> frame.anchor.equals(anchor));
  }

  private void attach(Value value, long size, int height) {
    Frame frame = top();
    if (frame == null) {
      root = value;
      return;
    }
    frame.size += size;
    frame.height = Math.max(frame.height, height + 1);
    if (isWritten(frame) && output.takes(value, weight, this)) {
      frame.passed++;
    } else if (!frame.map) {
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

  private boolean isWritten(Frame frame) {
    boolean isList = depth == 2 && frame.role == Frame.Role.OBJECTS;
    return isList && frame.anchor.isEmpty() && !filtersLate;
  }

  private void merge(Frame frame, Value value) {
    if (!frame.mergeAll(value)) {
      throw new DocumentException(Problem.error(place(frame.keyLine), "text.merge"));
    }
    anchors.repeat(value instanceof MapValue map ? map.entries().size() : 1, frame.keyLine, this);
  }

  DocumentException refused(int at, String code, long limit) {
    return new DocumentException(Problem.error(place(at), code, "" + limit));
  }
}
