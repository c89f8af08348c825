package dev.podlane.document.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Scans JSON (RFC 8259) in the bytes of a buffer, and accepts the same texts as a parser. Where it
 * cannot decide, it stops and must not be used any more: the value continues after the buffer, is
 * not valid JSON, or has names that are not ASCII.
 */
final class JsonBytes {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  private byte[] bytes = new byte[0];
  private int to;

  /** Index of the byte that comes next. */
  int at;

  /** Line ends that were passed. */
  int lines;

  /** Index at which the current line starts; nothing while no line end was passed. */
  int lastLine;

  /** The start of the content of the last string or number. */
  int begin;

  /** Index after that content. */
  int end;

  /** True if the last string has neither escapes nor characters beyond ASCII. */
  boolean plain;

  /** True if the last number is a whole number. */
  boolean whole;

  /** Goes to the bytes of a buffer between two indexes. */
  void start(byte[] buffer, int from, int until) {
    bytes = buffer;
    at = from;
    to = until;
    lines = 0;
    lastLine = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Eight bytes from an index, the first as the lowest; zeros after the end of an array. */
  static long word(byte[] bytes, int from) {
    if (from + Long.BYTES <= bytes.length) {
      return (long) WORDS.get(bytes, from);
    }
    long word = 0;
    for (int i = bytes.length - 1; i >= from; i--) {
      word = (word << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return word;
  }

  /** The next byte that is no white space; something below zero at the end of the buffer. */
  int next() {
    if (at < to) {
      int c = bytes[at++];
      return c > ' ' ? c : afterSpace(c);
    }
    return -1;
  }

  private int afterSpace(int first) {
    int c = first;
    while (true) {
      if (c == '\n' || c == '\r') {
        if (c == '\r') {
          if (at == to) {
            return -1;
          }
          at += bytes[at] == '\n' ? 1 : 0;
        }
        lines++;
        lastLine = at;
        while (at + Long.BYTES <= to && (long) WORDS.get(bytes, at) == BLANKS) {
          at += Long.BYTES;
        }
      } else if (c != ' ' && c != '\t') {
        return c;
      }
      if (at >= to) {
        return -1;
      }
      c = bytes[at++];
    }
  }

  /** Passes over a string whose opening quote was read; false if that takes a parser. */
  boolean string() {
    begin = at;
    plain = true;
    int i = at;
    while (true) {
      while (i + Long.BYTES <= to) {
        long word = (long) WORDS.get(bytes, i);
        long stops =
            (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - BLANKS) | word)
                & HIGH;
        if (stops != 0) {
          i += Long.numberOfTrailingZeros(stops) >>> 3;
          break;
        }
        i += Long.BYTES;
      }
      if (i >= to) {
        return false;
      }
      int c = bytes[i++];
      if (c == '"') {
        end = i - 1;
        at = i;
        return true;
      }
      if (c < ' ' || c == '\\') {
        plain = false;
        i = c == '\\' ? afterEscape(i) : c < 0 ? afterLetter(c, i) : -1;
        if (i < 0) {
          return false;
        }
      }
    }
  }

  /** Returns true if the last string is ASCII, escapes included. */
  boolean isAscii() {
    for (int i = begin; !plain && i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private int afterEscape(int from) {
    if (from >= to) {
      return -1;
    }
    int c = bytes[from];
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) < 0 ? -1 : from + 1;
    }
    int last = from + 4;
    if (last >= to) {
      return -1;
    }
    for (int i = from + 1; i <= last; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return -1;
      }
    }
    return last + 1;
  }

  /**
   * Skips the bytes that continue a character, as many as its first byte announces, as Jackson
   * does.
   */
  private int afterLetter(int first, int from) {
    int more =
        (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : 0;
    int last = from + more;
    if (more == 0 || last > to) {
      return -1;
    }
    for (int i = from; i < last; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return last;
  }

  /** Passes over a value that is no object and no list, whose first byte was read. */
  boolean scalar(int first) {
    return switch (first) {
      case '"' -> string();
      case 't' -> word("rue");
      case 'f' -> word("alse");
      case 'n' -> word("ull");
      default -> number(first);
    };
  }

  private boolean word(String rest) {
    begin = at - 1;
    end = at + rest.length();
    if (end >= to) {
      return false;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (bytes[at++] != rest.charAt(i)) {
        return false;
      }
    }
    return isEnd();
  }

  private boolean number(int first) {
    begin = at - 1;
    whole = true;
    int c = first;
    if (c == '-' && at < to) {
      c = bytes[at++];
    }
    if (c < '0' || c > '9' || (digits() > 0 && c == '0') || at >= to) {
      return false;
    }
    if (bytes[at] == '.') {
      whole = false;
      at++;
      if (digits() == 0 || at >= to) {
        return false;
      }
    }
    if ((bytes[at] | 0x20) == 'e') {
      whole = false;
      at++;
      if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      if (digits() == 0) {
        return false;
      }
    }
    end = at;
    return isEnd();
  }

  private int digits() {
    int from = at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - from;
  }

  /** Returns true if a value without quotes ends here. */
  private boolean isEnd() {
    if (at >= to) {
      return false;
    }
    int c = bytes[at];
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
