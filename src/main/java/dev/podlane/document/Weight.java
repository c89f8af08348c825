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

  void document(int line, TreeBuilder builder) {
    add(DOCUMENT, line, builder);
  }

  void collection(int line, TreeBuilder builder) {
    add(COLLECTION, line, builder);
  }

  void entries(Frame frame, TreeBuilder builder) {
    int each = frame.map && frame.count > Entries.FEW ? MANY_ENTRY : FEW_ENTRY;
    add((long) each * frame.count, frame.line, builder);
  }

  void scalar(ScalarValue value, boolean shared, TreeBuilder builder) {
    add(shared ? SCALAR : SCALAR + TEXT + value.text().length(), value.line(), builder);
  }

  private void add(long more, int line, TreeBuilder builder) {
    bytes += more;
    if (bytes > most) {
      throw builder.refused(line, "text.too-much-memory", most >> 20);
    }
  }
}
