package dev.podlane.document.tree;

import dev.podlane.document.Entries;
import dev.podlane.document.ScalarValue;

/**
 * Memory that trees take, by the sizes of objects in a 64-bit JVM with compressed pointers, so that
 * a text is refused before the heap is full.
 */
public final class Weight {
  private static final int DOCUMENT = 64;
  private static final int SCALAR = 24;
  private static final int TEXT = 48;
  private static final int COLLECTION = 72;
  private static final int FEW_ENTRY = 4;
  private static final int MANY_ENTRY = 16;

  private final long most;
  private long bytes;

  public Weight(long most) {
    this.most = most;
  }

  public long bytes() {
    return bytes;
  }

  public void back(long to) {
    bytes = to;
  }

  public static long map(int entries) {
    return COLLECTION + (long) (entries > Entries.FEW ? MANY_ENTRY : FEW_ENTRY) * entries;
  }

  public static long list(int items) {
    return COLLECTION + (long) FEW_ENTRY * items;
  }

  public static long scalar(int length, boolean shared) {
    return shared ? SCALAR : SCALAR + TEXT + length;
  }

  /**
   * Adds the weight of a part of a tree; returns false, and adds nothing, if that exceeds the
   * limit.
   */
  public boolean takes(long more) {
    boolean fits = bytes + more <= most;
    bytes += fits ? more : 0;
    return fits;
  }

  void document(int line, TreePosition position) {
    add(DOCUMENT, line, position);
  }

  void collection(int line, TreePosition position) {
    add(COLLECTION, line, position);
  }

  void entries(OpenCollection frame, TreePosition position) {
    long all = frame.map ? map(frame.count) : list(frame.count);
    add(all - COLLECTION, frame.line, position);
  }

  public void text(long taken, int line, TreePosition position) {
    add(taken, line, position);
  }

  void scalar(ScalarValue value, boolean shared, TreePosition position) {
    add(scalar(value.text().length(), shared), value.line(), position);
  }

  private void add(long more, int line, TreePosition position) {
    bytes += more;
    if (bytes > most) {
      throw position.refused(line, "text.too-much-memory", most >> 20);
    }
  }
}
