package dev.podlane.document.tree;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.Scalars;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that recur, each kept once, with their types as plain scalars. Bounded: a text that
 * finds no place is not shared.
 */
public final class Symbols {
  private static final int MOST_SLOTS = 1 << 14;
  private static final int TRIES = 4;

  /** Longest text that is looked up. */
  public static final int LONGEST = 96;

  private final @Nullable Symbol[] slots;
  private boolean shared;

  /** Creates a table for a text of about that many characters. */
  public Symbols(long characters) {
    int wanted = (int) Math.max(64, Math.min(MOST_SLOTS, characters / 16));
    slots = new Symbol[Integer.highestOneBit(wanted)];
  }

  /** A text and its type. */
  public static final class Symbol {
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

    public String text() {
      return text;
    }

    /** Returns its type when it is written without quotes. */
    public ScalarValue.Type type() {
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

  /** Returns true if the last symbol looked up had been there already. */
  public boolean isShared() {
    return shared;
  }

  /** The text of a range of characters. */
  public Symbol of(char[] chars, int from, int to) {
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
