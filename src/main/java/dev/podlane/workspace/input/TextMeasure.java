package dev.podlane.workspace.input;

import dev.podlane.document.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The properties of a text, found in one pass over its bytes that keeps none of them.
 *
 * @param isUtf8 true if all of it is UTF-8; if not, the other fields are meaningless
 * @param isBlank true if there is nothing but white space
 * @param mark bytes of the byte order mark it begins with: 3 or 0
 * @param units its length in UTF-16 units
 * @param copies bytes of heap that the text may take in all the forms it is held in at once
 * @param trees bytes of heap that its values may take, estimated from above
 */
public record TextMeasure(
    boolean isUtf8, boolean isBlank, int mark, long units, long copies, long trees) {
  private static final int PART = 64 << 10;

  /** Enough for most files of an archive, of which there may be many. */
  private static final int FIRST_PART = 4 << 10;

  /** The number of copies: the bytes it is read from, the text itself, and the part kept of it. */
  private static final int COPIES = 3;

  /** A value with its place, in bytes: each stands at a mark such as {@code :} or a line's end. */
  private static final int VALUE = 80;

  /** Reads to the end, or to the first byte that is no UTF-8. */
  public static TextMeasure of(InputStream in) throws IOException {
    Counter counter = new Counter();
    boolean sound = decode(in, counter);
    long chars = counter.units * (counter.wide ? 2 : 1);
    return new TextMeasure(
        sound,
        counter.blank,
        counter.first == '\ufeff' ? 3 : 0,
        counter.units,
        COPIES * chars,
        VALUE * counter.marks);
  }

  /** Bytes of heap that the text and the trees of its documents may take together. */
  public long bytes() {
    return copies + Math.min(trees, Limits.DEFAULT.treeBytes());
  }

  /** Returns the properties of both texts, one after the other. */
  public TextMeasure and(TextMeasure next) {
    return new TextMeasure(
        isUtf8 && next.isUtf8,
        isBlank && next.isBlank,
        0,
        units + next.units,
        copies + next.copies,
        trees + next.trees);
  }

  private static boolean decode(InputStream in, Counter counter) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(FIRST_PART);
    CharBuffer chars = CharBuffer.allocate(FIRST_PART);
    boolean end = false;
    while (!end) {
      int some = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = some < 0;
      bytes.position(bytes.position() + Math.max(some, 0)).flip();
      bytes.position(counter.ascii(bytes.array(), bytes.position(), bytes.limit()));
      CoderResult result = decoder.decode(bytes, chars, end);
      if (result.isError()) {
        return false;
      }
      counter.count(chars.flip());
      chars.clear();
      bytes.compact();
      if (chars.capacity() < PART && counter.units + bytes.position() >= FIRST_PART) {
        bytes = ByteBuffer.allocate(PART).put(bytes.flip());
        chars = CharBuffer.allocate(PART);
      }
    }
    return true;
  }

  private static final class Counter {
    /** 1 for each letter of ASCII that a value may stand at. */
    private static final byte[] MARKS = new byte[128];

    static {
      ":,[{-\n".chars().forEach(mark -> MARKS[mark] = 1);
    }

    private long units;
    private long marks;
    private boolean wide;
    private boolean blank = true;
    private char first;

    /** Counts bytes that are letters of themselves; the index of the first that is not. */
    int ascii(byte[] bytes, int from, int to) {
      int at = from;
      long found = 0;
      while (at < to && bytes[at] >= 0) {
        found += MARKS[bytes[at++]];
      }
      if (units == 0 && at > from) {
        first = (char) bytes[from];
      }
      for (int i = from; blank && i < at; i++) {
        blank = Character.isWhitespace(bytes[i]);
      }
      marks += found;
      units += at - from;
      return at;
    }

    void count(CharBuffer part) {
      char[] chars = part.array();
      int end = part.limit();
      if (units == 0 && end > 0) {
        first = chars[0];
      }
      for (int i = 0; i < end; i++) {
        char each = chars[i];
        switch (each) {
          case ':', ',', '[', '{', '-', '\n' -> marks++;
          default -> wide |= each > 0xff;
        }
        blank &= Character.isWhitespace(each) || each == '\ufeff';
      }
      units += end;
    }
  }
}
