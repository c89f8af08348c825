package dev.podlane.cluster.policy.classes;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A list of whole numbers from 0, in two bytes each if none is above 65,535. */
final class Numbers {
  private final char @Nullable [] small;
  private final int @Nullable [] large;

  private Numbers(char @Nullable [] small, int @Nullable [] large) {
    this.small = small;
    this.large = large;
  }

  /**
   * A list.
   *
   * @param numbers not to be changed afterwards
   * @param end a number above all of them
   */
  static Numbers of(int[] numbers, int end) {
    if (end > Character.MAX_VALUE + 1) {
      return new Numbers(null, numbers);
    }
    char[] small = new char[numbers.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = (char) numbers[i];
    }
    return new Numbers(small, null);
  }

  int get(int place) {
    char[] chars = small;
    return chars == null ? ints()[place] : chars[place];
  }

  private int[] ints() {
    int[] ints = large;
    if (ints == null) {
      throw new IllegalStateException();
    }
    return ints;
  }

  int size() {
    char[] chars = small;
    return chars == null ? ints().length : chars.length;
  }

  /**
   * The first place from {@code from} to before {@code end}, where numbers rise, with a number not
   * below that one; {@code end} if there is none.
   */
  int place(int number, int from, int end) {
    int low = from;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Calls back for every number, in order. */
  void forEach(IntConsumer found) {
    for (int i = 0; i < size(); i++) {
      found.accept(get(i));
    }
  }

  /** The same as a list that may be changed. */
  int[] toArray() {
    int[] all = new int[size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = get(i);
    }
    return all;
  }

  /** Bytes of the heap, about. */
  long weight() {
    return 32 + (small == null ? 4L : 2L) * size();
  }
}
