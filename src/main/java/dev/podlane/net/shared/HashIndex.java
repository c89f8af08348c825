package dev.podlane.net.shared;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Finds the numbers of things by a hash of them, in eight octets for each. Two things may have one
 * hash, so the caller must compare the thing with the one it looks for.
 */
public final class HashIndex {
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  /** A different base in each run, so that names with equal hashes cannot be prepared. */
  private static final long BASE = ThreadLocalRandom.current().nextLong() | 1;

  /** The number of the last thing of each chain, plus one; 0 if there is none. */
  private final int[] last;

  /** The number of the thing before, plus one. */
  private final int[] before;

  private HashIndex(int[] last, int[] before) {
    this.last = last;
    this.before = before;
  }

  /**
   * The index of things numbered from 0.
   *
   * @param hash of the thing of a number
   */
  public static HashIndex of(int size, IntToLongFunction hash) {
    int[] last = new int[Math.max(1, Integer.highestOneBit(Math.max(1, size)) * 2)];
    int[] before = new int[size];
    for (int number = 0; number < size; number++) {
      int chain = chain(hash.applyAsLong(number), last.length);
      before[number] = last[chain];
      last[chain] = number + 1;
    }
    return new HashIndex(last, before);
  }

  /** Tells whether the things of two numbers are the same. */
  public interface Sameness {
    /** Returns true if they are. */
    boolean isSame(int one, int other);
  }

  /** Returns true if two things are the same. */
  public boolean hasTwins(Sameness sameness) {
    for (int number = 0; number < before.length; number++) {
      for (int other = before[number] - 1; other >= 0; other = before[other] - 1) {
        if (sameness.isSame(number, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int chain(long hash, int chains) {
    long mixed = hash * MIX;
    return (int) (mixed >>> 32 ^ mixed >>> 48) & chains - 1;
  }

  /** A hash of a text; another one in each run. */
  public static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = hash(hash, text.charAt(i));
    }
    return hash;
  }

  /**
   * A hash of numbers, put together one by one; another one in each run.
   *
   * @param before that of the numbers before; 0 for none
   */
  public static long hash(long before, long number) {
    long hash = (before + number + 1) * BASE;
    return hash ^ hash >>> 29;
  }

  /** The numbers of all things that may have this hash, the highest first. */
  public IntStream find(long hash) {
    return IntStream.iterate(
        last[chain(hash, last.length)] - 1, number -> number >= 0, number -> before[number] - 1);
  }
}
