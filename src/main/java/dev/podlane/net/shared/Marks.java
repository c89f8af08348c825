package dev.podlane.net.shared;

import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Bloom filter (1970) of the keys of some elements: a key without a mark is absent, a key with a
 * mark is most likely present. Full, one in 400 others is taken for present.
 */
final class Marks {
  private static final int WORDS = 256;
  private static final int BITS = WORDS * 64;

  /** Number of marks of a key. */
  private static final int MARKS = 4;

  /** The number of keys above which too many bits would be marked. */
  private static final int MOST_KEYS = BITS / 8;

  private final long[] words;
  private final int keys;

  private Marks(long[] words, int keys) {
    this.words = words;
    this.keys = keys;
  }

  /** Returns the marks of a number of elements, each of which has some keys. */
  static Marks of(int elements, IntFunction<? extends Collection<?>> keysOf) {
    long[] words = new long[WORDS];
    int keys = 0;
    for (int at = 0; at < elements; at++) {
      Collection<?> more = keysOf.apply(at);
      more.forEach(key -> mark(words, key));
      keys += more.size();
    }
    return new Marks(words, keys);
  }

  /** These and some more; null if they are to be made anew. */
  @Nullable Marks with(Collection<?> more) {
    if (more.isEmpty()) {
      return this;
    }
    if (keys + more.size() > MOST_KEYS) {
      return null;
    }
    long[] now = words.clone();
    more.forEach(key -> mark(now, key));
    return new Marks(now, keys + more.size());
  }

  /** Returns true if a key of this {@link #hash} may be present; false is certain. */
  boolean has(int hash) {
    int step = step(hash);
    int bit = hash;
    for (int mark = 0; mark < MARKS; mark++) {
      if ((words[(bit & BITS - 1) >>> 6] & 1L << bit) == 0) {
        return false;
      }
      bit += step;
    }
    return true;
  }

  private static void mark(long[] words, Object key) {
    int bit = hash(key);
    int step = step(bit);
    for (int mark = 0; mark < MARKS; mark++) {
      words[(bit & BITS - 1) >>> 6] |= 1L << bit;
      bit += step;
    }
  }

  /** Two halves of a hash are enough for any number of marks (Kirsch and Mitzenmacher, 2006). */
  private static int step(int hash) {
    return hash >>> 16 | 1;
  }

  /** Returns the hash by which a key is marked and looked up. */
  static int hash(Object key) {
    int hash = key.hashCode() * 0x9e37_79b9;
    return hash ^ hash >>> 15;
  }
}
