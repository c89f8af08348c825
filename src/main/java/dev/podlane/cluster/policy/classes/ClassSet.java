package dev.podlane.cluster.policy.classes;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of classes, which are numbers from 0: as sorted numbers while there are few of them, else
 * as bits. Immutable.
 */
final class ClassSet {
  /** No class. */
  static final ClassSet NONE = new ClassSet(new int[0], null, 0);

  private final int[] few;
  private final long @Nullable [] bits;
  private final int size;

  private ClassSet(int[] few, long @Nullable [] bits, int size) {
    this.few = few;
    this.bits = bits;
    this.size = size;
  }

  /** The classes whose bits are set; takes the smaller of both forms. */
  static ClassSet of(long[] words) {
    int size = 0;
    int used = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        size += Long.bitCount(words[i]);
        used = i + 1;
      }
    }
    if (size == 0) {
      return NONE;
    }
    if (size > 2 * used) {
      return new ClassSet(NONE.few, Arrays.copyOf(words, used), size);
    }
    int[] numbers = new int[size];
    int next = 0;
    for (int i = 0; i < used; i++) {
      for (long left = words[i]; left != 0; left &= left - 1) {
        numbers[next++] = i * 64 + Long.numberOfTrailingZeros(left);
      }
    }
    return new ClassSet(numbers, null, size);
  }

  /** Returns the number of classes. */
  int size() {
    return size;
  }

  boolean contains(int number) {
    long[] words = bits;
    if (words == null) {
      return Arrays.binarySearch(few, number) >= 0;
    }
    int word = number >> 6;
    return word < words.length && (words[word] >>> number & 1) != 0;
  }

  /** Calls back for every class, in order. */
  void forEach(IntConsumer found) {
    long[] words = bits;
    if (words == null) {
      for (int each : few) {
        found.accept(each);
      }
      return;
    }
    for (int i = 0; i < words.length; i++) {
      for (long left = words[i]; left != 0; left &= left - 1) {
        found.accept(i * 64 + Long.numberOfTrailingZeros(left));
      }
    }
  }

  /** Adds every class of this set to bits, which are long enough. */
  void addTo(long[] words) {
    long[] own = bits;
    if (own == null) {
      for (int each : few) {
        words[each >> 6] |= 1L << each;
      }
      return;
    }
    for (int i = 0; i < own.length; i++) {
      words[i] |= own[i];
    }
  }

  /** Bytes of the heap, about. */
  long weight() {
    long[] own = bits;
    return 32 + (own == null ? 16 + 4L * few.length : 32 + 8L * own.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassSet set
        && size == set.size
        && Arrays.equals(few, set.few)
        && Arrays.equals(bits, set.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(few) * 31 + Arrays.hashCode(bits);
  }
}
