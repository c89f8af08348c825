package dev.podlane.document;

/**
 * Memory that trees take, by the sizes of objects in a 64-bit JVM with compressed pointers, so that
 * a text is refused before the heap is full.
 */
final class Weight {
  private static final int DOCUMENT = 64;
  private static final int SCALAR = 24;
  private static final int TEXT = 48;
  private static final int COLLECTION = 72;
  private static final int FEW_ENTRY = 4;
  private static final int MANY_ENTRY = 16;

  private final long most;
  private long bytes;

  Weight(long most) {
    this.most = most;
  }

  long bytes() {
    return bytes;
  }

  void back(long to) {
    bytes = to;
  }

  static long map(int entries) {
    return COLLECTION + (long) (entries > Entries.FEW ? MANY_ENTRY : FEW_ENTRY) * entries;
  }

  static long list(int items) {
    return COLLECTION + (long) FEW_ENTRY * items;
  }

  static long scalar(int length, boolean shared) {
    return shared ? SCALAR : SCALAR + TEXT + length;
  }

  /** Adds what a part of a tree weighs; false, and nothing is added, if that is too much. */
  boolean takes(long more) {
    boolean fits = bytes + more <= most;
    bytes += fits ? more : 0;
    return fits;
  }

  void document(int line, TreeBuilder builder) {
    add(DOCUMENT, line, builder);
  }

  void collection(int line, TreeBuilder builder) {
    add(COLLECTION, line, builder);
  }

  void entries(Frame frame, TreeBuilder builder) {
    long all = frame.map ? map(frame.count) : list(frame.count);
    add(all - COLLECTION, frame.line, builder);
  }

  void text(long taken, int line, TreeBuilder builder) {
    add(taken, line, builder);
  }

  void scalar(ScalarValue value, boolean shared, TreeBuilder builder) {
    add(scalar(value.text().length(), shared), value.line(), builder);
  }

  private void add(long more, int line, TreeBuilder builder) {
    bytes += more;
    if (bytes > most) {
      throw builder.refused(line, "text.too-much-memory", most >> 20);
    }
  }
}
