package dev.podlane.document;

import org.jspecify.annotations.Nullable;

/**
 * Where a JSON value that nobody wants ends, found by looking at its bytes.
 *
 * @param end index after its last byte
 * @param lines line ends in it
 * @param lastLine index at which the last of its lines starts; nothing if it has no line end
 */
record Skim(int end, int lines, int lastLine) {
  /** How deep one look goes: a bit for each level. */
  private static final int DEEPEST = 60;

  /**
   * Passes over an object or a list whose opening bracket was read.
   *
   * @param bytes what was read of a text so far
   * @param from index after the opening bracket
   * @param to index after the last byte that was read
   * @param object whether it is an object
   * @param room how many levels there may be, this one counted
   * @return null if that takes a parser: the value goes on after what was read, is no JSON (RFC
   *     8259), is too deep, or has letters other than ASCII
   */
  static @Nullable Skim over(byte[] bytes, int from, int to, boolean object, int room) {
    Look look = new Look(bytes, from, to, Math.min(room, DEEPEST));
    return look.over(object) ? new Skim(look.at, look.lines, look.lastLine) : null;
  }

  private enum State {
    OPENED,
    VALUE_READ,
    COMMA_READ
  }

  private static final class Look {
    private final byte[] bytes;
    private final int to;
    private final int room;
    int at;
    int lines;
    int lastLine;

    /** Whether each open level is an object, the innermost as the lowest bit. */
    private long objects;

    private int depth;

    Look(byte[] bytes, int from, int to, int room) {
      this.bytes = bytes;
      this.at = from;
      this.to = to;
      this.room = room;
    }

    boolean over(boolean object) {
      if (!open(object)) {
        return false;
      }
      State state = State.OPENED;
      while (depth > 0) {
        int next = next();
        boolean inObject = (objects & 1) == 1;
        if (next == (inObject ? '}' : ']') && state != State.COMMA_READ) {
          objects >>>= 1;
          depth--;
          state = State.VALUE_READ;
        } else if (state == State.VALUE_READ) {
          if (next != ',') {
            return false;
          }
          state = State.COMMA_READ;
        } else {
          if (inObject) {
            if (next != '"' || !string() || next() != ':') {
              return false;
            }
            next = next();
          }
          boolean opens = next == '{' || next == '[';
          if (opens ? !open(next == '{') : !scalar(next)) {
            return false;
          }
          state = opens ? State.OPENED : State.VALUE_READ;
        }
      }
      return true;
    }

    private boolean open(boolean object) {
      objects = (objects << 1) | (object ? 1 : 0);
      return ++depth <= room;
    }

    /** The next byte that is no white space; -1 at the end of what was read. */
    private int next() {
      while (at < to) {
        int c = bytes[at++];
        if (c > ' ') {
          return c;
        }
        if (c == '\n' || c == '\r') {
          if (c == '\r') {
            if (at == to) {
              return -1;
            }
            at += bytes[at] == '\n' ? 1 : 0;
          }
          lines++;
          lastLine = at;
        } else if (c != ' ' && c != '\t') {
          return c;
        }
      }
      return -1;
    }

    private boolean string() {
      while (at < to) {
        int c = bytes[at++];
        if (c == '"') {
          return true;
        }
        if (c < ' ' || (c == '\\' && !escape())) {
          return false;
        }
      }
      return false;
    }

    private boolean escape() {
      if (at == to) {
        return false;
      }
      int c = bytes[at++];
      if (c != 'u') {
        return switch (c) {
          case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
          default -> false;
        };
      }
      for (int end = at + 4; at < end; at++) {
        if (at == to || Character.digit(bytes[at], 16) < 0) {
          return false;
        }
      }
      return true;
    }

    private boolean scalar(int first) {
      return switch (first) {
        case '"' -> string();
        case 't' -> word("rue");
        case 'f' -> word("alse");
        case 'n' -> word("ull");
        default -> number(first);
      };
    }

    private boolean word(String rest) {
      if (at + rest.length() >= to) {
        return false;
      }
      for (int i = 0; i < rest.length(); i++) {
        if (bytes[at++] != rest.charAt(i)) {
          return false;
        }
      }
      return isEnd();
    }

    /** Whole numbers; the rarer ones take a parser. */
    private boolean number(int first) {
      int c = first;
      if (c == '-' && at < to) {
        c = bytes[at++];
      }
      if (c < '0' || c > '9') {
        return false;
      }
      int digits = at;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        at++;
      }
      return (c != '0' || at == digits) && isEnd();
    }

    /** Whether a value without quotes ends here. */
    private boolean isEnd() {
      if (at >= to) {
        return false;
      }
      int c = bytes[at];
      return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
  }
}
