package dev.podlane.document.json;

/** Skips unwanted JSON values, with the same checks as a parser. */
final class Skim {
  /** The deepest nesting of a value: one bit for each level. */
  private static final int DEEPEST = 60;

  private Skim() {}

  /**
   * Passes over a value.
   *
   * @param first its first byte, which was read
   * @param most number of levels allowed in it
   * @return false if that takes a parser, for one of the reasons of {@link JsonBytes}
   */
  static boolean value(JsonBytes in, int first, int most) {
    if (first != '{' && first != '[') {
      return in.scalar(first);
    }
    int room = Math.min(most, DEEPEST);
    // Whether each open level is an object, the innermost as the lowest bit.
    long objects = 0;
    int depth = 0;
    int opens = first;
    while (true) {
      int c;
      if (opens > 0) {
        if (++depth > room) {
          return false;
        }
        objects = (objects << 1) | (opens == '{' ? 1 : 0);
        c = in.next();
      } else {
        c = in.next();
        if (c == ',') {
          opens = element(in, in.next(), (objects & 1) == 1);
          if (opens < 0) {
            return false;
          }
          continue;
        }
      }
      if (c == ((objects & 1) == 1 ? '}' : ']')) {
        objects >>>= 1;
        if (--depth == 0) {
          return true;
        }
        opens = 0;
      } else {
        opens = opens > 0 ? element(in, c, (objects & 1) == 1) : -1;
        if (opens < 0) {
          return false;
        }
      }
    }
  }

  /**
   * Skips a value between commas, but only the opening bracket of an object or a list.
   *
   * @param first its first byte, which was read
   * @return the bracket, 0 for a whole value, and -1 if that takes a parser
   */
  private static int element(JsonBytes in, int first, boolean inObject) {
    int c = first;
    if (inObject) {
      if (c != '"' || !in.string() || !in.isAscii() || in.next() != ':') {
        return -1;
      }
      c = in.next();
    }
    if (c == '{' || c == '[') {
      return c;
    }
    return in.scalar(c) ? 0 : -1;
  }
}
