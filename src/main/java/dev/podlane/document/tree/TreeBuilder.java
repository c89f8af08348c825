package dev.podlane.document.tree;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the tree from the events of a parser, and enforces the limits. */
public final class TreeBuilder implements TreePosition {
  private final Symbols symbols;
  private String file;
  private final Limits limits;
  private final @Nullable FieldFilter filter;
  private final TreeOutput output;
  private final Weight weight;
  private final KeyArrays shapes = new KeyArrays();
  private final OpenCollections frames = new OpenCollections();
  private final Anchors anchors;
  private final Oddities oddities = new Oddities();
  private @Nullable Value root;
  private int number;
  private int line;
  private int startsAt;
  private boolean filtersLate;

  public TreeBuilder(String file, Limits limits, Symbols symbols, @Nullable FieldFilter filter) {
    this(file, limits, symbols, filter, new KeptDocuments());
  }

  public TreeBuilder(
      String file,
      Limits limits,
      Symbols symbols,
      @Nullable FieldFilter filter,
      TreeOutput output) {
    this.file = file;
    this.limits = limits;
    this.symbols = symbols;
    this.filter = filter;
    this.output = output;
    this.anchors = new Anchors(limits.aliasNodes());
    this.weight = new Weight(limits.treeBytes());
  }

  /** Continues with a text of another file. */
  public void of(String next) {
    this.file = next;
  }

  /** Leaves fields out of whole objects only if true, because aliases may refer to them. */
  public void filterLate(boolean late) {
    filtersLate = late;
  }

  public TreeMark mark(@Nullable RangeListener ranges) {
    int told = ranges == null ? 0 : ranges.told();
    return new TreeMark(output.count(), number, startsAt, weight.bytes(), anchors.repeated(), told);
  }

  /** Returns the number of documents read since a mark. */
  public int since(TreeMark mark) {
    return output.count() - mark.documents();
  }

  /** Forgets all that was read since a mark. */
  public void back(TreeMark mark, @Nullable RangeListener ranges) {
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
  public void abandon() {
    frames.abandon(shapes);
    root = null;
    anchors.clear();
    output.abandon();
  }

  public List<Document> documents() {
    return output.documents();
  }

  public int number() {
    return number;
  }

  @Override
  public Place place(int at) {
    return new Place(file, number, at, frames.path());
  }

  /** Counts a document without anything in it. */
  public void emptyDocument(int at) {
    number++;
    if (number > limits.documents()) {
      throw refused(at, "text.too-many-documents", limits.documents());
    }
  }

  /** Sets the start of the next document; its parser sees only the text after the hyphens. */
  public void startsAt(int at) {
    startsAt = at;
  }

  /** Counts a document that failed before it was begun. */
  public void numberAtLeast(int least) {
    number = Math.max(number, least);
    startsAt = 0;
  }

  public void startDocument(int at) {
    emptyDocument(at);
    line = Math.max(startsAt > 0 ? startsAt : at, 1);
    startsAt = 0;
    root = null;
    oddities.start();
    anchors.clear();
    output.start(weight);
  }

  public void endDocument() {
    if (root != null && !(root instanceof ScalarValue scalar && scalar.isNull())) {
      output.add(new Document(file, number, line, root, oddities.told()), weight, this);
    }
    root = null;
  }

  public void startMap(int at, String anchor) {
    open(true, at, anchor);
  }

  public void startList(int at, String anchor) {
    open(false, at, anchor);
  }

  public Symbols symbols() {
    return symbols;
  }

  /** Decides which fields are kept; null if all are. */
  public @Nullable FieldFilter filter() {
    return filter;
  }

  public Weight weight() {
    return weight;
  }

  public KeyArrays shapes() {
    return shapes;
  }

  /** The kind that an object has, if one begins now and says none; null if none may begin. */
  public @Nullable String listedKind() {
    OpenCollection parent = frames.top();
    return parent == null ? "" : parent.role == OpenCollection.Role.OBJECTS ? parent.kind : null;
  }

  /** Takes an object that was read as a whole. */
  public void object(MapValue object) {
    attach(object, 1, 1);
  }

  private void open(boolean map, int at, String anchor) {
    OpenCollection parent = frames.top();
    if (parent != null && parent.expectsKey()) {
      throw new DocumentException(Problem.error(place(at), "text.key"));
    }
    if (frames.depth() >= limits.depth()) {
      throw refused(at, "text.too-deep", limits.depth());
    }
    OpenCollection frame = frames.open(map, at, anchor);
    if (filter != null) {
      Choice.start(frame, parent);
    }
    if (isWritten(frame)) {
      output.startItems();
    }
    weight.collection(at, this);
  }

  public void end() {
    OpenCollection frame = frames.close();
    weight.entries(frame, this);
    Value value = frame.finish(shapes);
    if (filter != null) {
      value = Choice.ended(frame, frames.top(), value, filter);
    }
    anchors.put(frame.anchor, value, frame.size, frame.height);
    attach(value, frame.size, frame.height);
  }

  /** Returns true if the value of a key is wanted; if not, neither must be reported. */
  public boolean takes(String key) {
    OpenCollection frame = frames.innermost();
    if (filter == null || Choice.takes(frame, key, filter, filtersLate)) {
      return true;
    }
    frame.size++;
    return false;
  }

  /**
   * A key of the map that is open, whose value is wanted.
   *
   * @param merges true if the key is YAML's merge key
   */
  public void key(String text, int at, boolean merges) {
    OpenCollection frame = frames.innermost();
    if (merges) {
      frame.mergeKey(text, at);
      return;
    }
    int before = frame.key(text, at);
    if (before != 0 && !oddities.isFull()) {
      oddities.twice(text, before, at, place(at));
    }
  }

  @Override
  public boolean expectsKey() {
    return frames.expectsKey();
  }

  /**
   * A scalar that is no key.
   *
   * @param shared true if its text is shared with others, and takes no memory of its own
   */
  public void scalar(ScalarValue value, String anchor, boolean shared) {
    weight.scalar(value, shared, this);
    anchors.put(anchor, value, 1, 0);
    attach(value, 1, 0);
  }

  /**
   * An alias. A scalar is copied, since its two places may be treated differently.
   *
   * @return the value that the alias refers to, and the value in its place
   */
  public AliasUse alias(String name, int at) {
    Anchors.Built target = anchors.of(name, at, this);
    if (frames.depth() + target.height() > limits.depth()) {
      throw refused(at, "text.too-deep", limits.depth());
    }
    Value copy = target.at(at);
    attach(copy, target.size(), target.height());
    return new AliasUse(target.value(), copy);
  }

  @Override
  public boolean isWithin(String anchor) {
    return frames.has(anchor);
  }

  private void attach(Value value, long size, int height) {
    OpenCollection frame = frames.top();
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
      frame.put(value);
    }
    frame.valueTaken();
  }

  private boolean isWritten(OpenCollection frame) {
    boolean isList = frames.depth() == 2 && frame.role == OpenCollection.Role.OBJECTS;
    return isList && frame.anchor.isEmpty() && !filtersLate;
  }

  private void merge(OpenCollection frame, Value value) {
    if (!frame.mergeAll(value)) {
      throw new DocumentException(Problem.error(place(frame.keyLine), "text.merge"));
    }
    anchors.repeat(value instanceof MapValue map ? map.entries().size() : 1, frame.keyLine, this);
  }
}
