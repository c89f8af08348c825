package dev.podlane.document.json;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts in ASCII that occur again and again, found by their bytes and each made once.
 * Bounded: a text that finds no place takes that of another.
 */
final class ByteTexts {
  private static final int TRIES = 4;

  /** Longest text that is looked up. */
  static final int LONGEST = Symbols.LONGEST;

  private final @Nullable Known[] slots;
  private final Wanted.Branch branch;

  /**
   * An empty table.
   *
   * @param size a power of two
   * @param branch branch in which the texts are names of fields
   */
  ByteTexts(int size, Wanted.Branch branch) {
    this.slots = new Known[size];
    this.branch = branch;
  }

  /** A text and its type. */
  static final class Known {
    private final byte[] bytes;
    private final int length;
    private final long first;
    private final long second;
    private final long beforeLast;
    private final long last;

    /** The branch in which it is a name. */
    final Wanted.Branch branch;

    final String text;

    /** The branch below it when it is a field name; null if the field is not wanted. */
    final Wanted.@Nullable Branch below;

    /** The counter of fields left out under this name; null before the first. */
    long @Nullable [] times;

    /** True once it was met a second time. */
    boolean shared;

    private @Nullable ScalarValue scalar;

    private Known(byte[] from, int begin, int end, Wanted.Branch branch) {
      this.bytes = Arrays.copyOfRange(from, begin, end);
      this.length = bytes.length;
      this.first = first(from, begin, end - begin);
      this.last = last(from, end, end - begin);
      this.second = isLong(end - begin) ? JsonBytes.word(from, begin + Long.BYTES) : 0;
      this.beforeLast = isLong(end - begin) ? JsonBytes.word(from, end - 2 * Long.BYTES) : 0;
      this.branch = branch;
      this.text = new String(bytes, StandardCharsets.ISO_8859_1);
      this.below = branch.field(text);
    }

    /** Returns true if the bytes between the first eight and the last eight are the same, too. */
    private boolean isWithin(byte[] from, int begin, int end) {
      if (!isLong(end - begin)) {
        return true;
      }
      if (second != JsonBytes.word(from, begin + Long.BYTES)
          || beforeLast != JsonBytes.word(from, end - 2 * Long.BYTES)) {
        return false;
      }
      int rest = end - begin - 2 * Long.BYTES;
      for (int i = 2 * Long.BYTES; i < rest; i += Long.BYTES) {
        if (JsonBytes.word(bytes, i) != JsonBytes.word(from, begin + i)) {
          return false;
        }
      }
      return true;
    }

    /** The text as a value in a line; of texts without line ends, all are in one. */
    ScalarValue scalar(int line, ScalarValue.Type type) {
      ScalarValue before = scalar;
      if (before != null && before.line() == line && before.type() == type) {
        return before;
      }
      ScalarValue made = new ScalarValue(line, type, text);
      scalar = made;
      return made;
    }
  }

  /** The text of a range of bytes, all of which are ASCII. */
  Known of(byte[] from, int begin, int end) {
    int length = end - begin;
    long first = first(from, begin, length);
    long last = last(from, end, length);
    long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32);
    int mask = slots.length - 1;
    for (int i = 0; i < TRIES; i++) {
      Known known = slots[(slot + i) & mask];
      if (known == null) {
        return fresh(from, begin, end, (slot + i) & mask);
      }
      if (known.first == first
          && known.last == last
          && known.length == length
          && known.isWithin(from, begin, end)) {
        known.shared = true;
        return known;
      }
    }
    return fresh(from, begin, end, slot & mask);
  }

  private Known fresh(byte[] from, int begin, int end, int slot) {
    Known fresh = new Known(from, begin, end, branch);
    if (end - begin <= LONGEST) {
      slots[slot] = fresh;
    }
    return fresh;
  }

  /** Returns true if there are more bytes than the first eight and the last eight. */
  private static boolean isLong(int length) {
    return length > 2 * Long.BYTES;
  }

  /** The first eight bytes, or fewer. */
  private static long first(byte[] from, int begin, int length) {
    long word = JsonBytes.word(from, begin);
    return length >= Long.BYTES ? word : word & ((1L << (Byte.SIZE * length)) - 1);
  }

  /** The last eight bytes; 0 if there are fewer. */
  private static long last(byte[] from, int end, int length) {
    return length >= Long.BYTES ? JsonBytes.word(from, end - Long.BYTES) : 0;
  }
}
