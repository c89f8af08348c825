package dev.podlane.cluster.policy.classes;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A set of classes, which are numbers from 0: as sorted numbers while there are few of them, else
 * as bits, whichever is smaller. Immutable.
 */
abstract sealed class ClassSet {
  /** No class. */
  static final ClassSet NONE = new Small(new char[0]);

  /** Numbers of one {@code long} of bits that take as much room: in two bytes, and in four. */
  private static final int SMALL = 4;

  private static final int LARGE = 2;

  private ClassSet() {}

  /** The classes whose bits are set. */
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
    boolean isSmall = used * 64 <= Character.MAX_VALUE + 1;
    if (size > used * (isSmall ? SMALL : LARGE)) {
      return new Bits(Arrays.copyOf(words, used), size);
    }
    char[] small = new char[isSmall ? size : 0];
    int[] large = new int[isSmall ? 0 : size];
    int next = 0;
    for (int i = 0; i < used; i++) {
      for (long left = words[i]; left != 0; left &= left - 1) {
        int number = i * 64 + Long.numberOfTrailingZeros(left);
        if (isSmall) {
          small[next++] = (char) number;
        } else {
          large[next++] = number;
        }
      }
    }
    return isSmall ? new Small(small) : new Large(large);
  }

  /** Returns the number of classes. */
  abstract int size();

  abstract boolean contains(int number);

  /** Calls back for every class, in order. */
  abstract void forEach(IntConsumer found);

  /** Adds every class of this set to bits, which are long enough. */
  abstract void addTo(long[] words);

  /** Bytes of the heap, about. */
  abstract long weight();

  /** Numbers below 65,536. */
  private static final class Small extends ClassSet {
    private final char[] numbers;

    Small(char[] numbers) {
      this.numbers = numbers;
    }

    @Override
    int size() {
      return numbers.length;
    }

    @Override
    boolean contains(int number) {
      return number <= Character.MAX_VALUE && Arrays.binarySearch(numbers, (char) number) >= 0;
    }

    @Override
    void forEach(IntConsumer found) {
      for (char each : numbers) {
        found.accept(each);
      }
    }

    @Override
    void addTo(long[] words) {
      for (char each : numbers) {
        words[each >> 6] |= 1L << each;
      }
    }

    @Override
    long weight() {
      return 32 + 2L * numbers.length;
    }
  }

  /** Any numbers. */
  private static final class Large extends ClassSet {
    private final int[] numbers;

    Large(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    int size() {
      return numbers.length;
    }

    @Override
    boolean contains(int number) {
      return Arrays.binarySearch(numbers, number) >= 0;
    }

    @Override
    void forEach(IntConsumer found) {
      for (int each : numbers) {
        found.accept(each);
      }
    }

    @Override
    void addTo(long[] words) {
      for (int each : numbers) {
        words[each >> 6] |= 1L << each;
      }
    }

    @Override
    long weight() {
      return 32 + 4L * numbers.length;
    }
  }

  /** A bit for each number. */
  private static final class Bits extends ClassSet {
    private final long[] words;
    private final int size;

    Bits(long[] words, int size) {
      this.words = words;
      this.size = size;
    }

    @Override
    int size() {
      return size;
    }

    @Override
    boolean contains(int number) {
      int word = number >> 6;
      return word < words.length && (words[word] >>> number & 1) != 0;
    }

    @Override
    void forEach(IntConsumer found) {
      for (int i = 0; i < words.length; i++) {
        for (long left = words[i]; left != 0; left &= left - 1) {
          found.accept(i * 64 + Long.numberOfTrailingZeros(left));
        }
      }
    }

    @Override
    void addTo(long[] into) {
      for (int i = 0; i < words.length; i++) {
        into[i] |= words[i];
      }
    }

    @Override
    long weight() {
      return 40 + 8L * words.length;
    }
  }
}
