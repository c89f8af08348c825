package dev.podlane.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that occur again and again, each kept once, with what they mean as plain scalars.
 * Bounded: what finds no place is a text of its own.
 */
final class Symbols {
  private static final int MOST_SLOTS = 1 << 14;
  private static final int TRIES = 4;

  /** Longest text that is looked up. */
  static final int LONGEST = 96;

  private final @Nullable Symbol[] slots;
  private boolean shared;

  /** For a text of about so many characters. */
  Symbols(long characters) {
    int wanted = (int) Math.max(64, Math.min(MOST_SLOTS, characters / 16));
    slots = new Symbol[Integer.highestOneBit(wanted)];
  }

  /** A text and what it means. */
  static final class Symbol {
    private final String text;

    /** The text once more, as arrays are compared faster; null if it is not looked up. */
    private final char @Nullable [] chars;

    private final int hash;
    private ScalarValue.@Nullable Type type;

    private Symbol(char[] from, int begin, int end, int hash) {
      this.text = new String(from, begin, end - begin);
      this.chars = end - begin > LONGEST ? null : Arrays.copyOfRange(from, begin, end);
      this.hash = hash;
    }

    String text() {
      return text;
    }

    /** What it is if it stands there without quotes. */
    ScalarValue.Type type() {
      ScalarValue.Type known = type;
      if (known == null) {
        known = Scalars.typeOfPlain(text);
        type = known;
      }
      return known;
    }

    private boolean is(char[] others, int from, int to) {
      return chars != null && Arrays.equals(chars, 0, chars.length, others, from, to);
    }
  }

  /** Whether the symbol that was asked for last had been there already. */
  boolean isShared() {
    return shared;
  }

  /** The text of a range of characters. */
  Symbol of(char[] chars, int from, int to) {
    int hash = 0;
    shared = false;
    if (to - from > LONGEST) {
      return symbol(chars, from, to, hash);
    }
    for (int i = from; i < to; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = hash ^ (hash >>> 15);
    for (int i = 0; i < TRIES; i++) {
      int at = (slot + i) & (slots.length - 1);
      Symbol known = slots[at];
      if (known == null) {
        Symbol fresh = symbol(chars, from, to, hash);
        slots[at] = fresh;
        return fresh;
      }
      if (known.hash == hash && known.is(chars, from, to)) {
        shared = true;
        return known;
      }
    }
    Symbol fresh = symbol(chars, from, to, hash);
    slots[slot & (slots.length - 1)] = fresh;
    return fresh;
  }

  private static Symbol symbol(char[] chars, int from, int to, int hash) {
    return new Symbol(chars, from, to, hash);
  }
}
