package dev.podlane.cluster.policy.classes;

import java.security.SecureRandom;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A number and a random 128-bit mark for everything by which pods can be told apart. The marks of
 * all that is true of a pod, combined by XOR, are equal for pods that nothing tells apart; that
 * they are equal for others is as unlikely as a broken processor, and documents cannot bring it
 * about, as they do not know the marks. Thread-safe.
 */
final class Marks {
  /** Every atom, and what else is marked, with a number of its own. */
  private final Map<Object, Integer> known = new ConcurrentHashMap<>();

  /** Far from the step of the generator itself, so that no two numbers share a sequence. */
  private static final long STEP = 0xd1342543de82ef95L;

  private final long seedA;
  private final long seedB;
  private int atoms;
  private int others;

  /** Marks that nobody can foretell. */
  Marks() {
    SecureRandom random = new SecureRandom();
    seedA = random.nextLong();
    seedB = random.nextLong();
  }

  /**
   * A mark.
   *
   * @param number of an atom, from 0; negative if it is of something else
   */
  record Mark(int number, long a, long b) {}

  /** The mark of an atom. */
  Mark of(Atom atom) {
    return mark(number((Object) atom));
  }

  /** The mark of a value that is equal to others of its kind. */
  Mark of(Object value) {
    return mark(number(value));
  }

  /** The number of an atom, from 0. */
  int number(Atom atom) {
    return number((Object) atom);
  }

  private int number(Object value) {
    Integer number = known.get(value);
    return number == null ? made(value) : number;
  }

  private synchronized int made(Object value) {
    Integer number = known.get(value);
    if (number == null) {
      number = value instanceof Atom ? atoms++ : --others;
      known.put(value, number);
    }
    return number;
  }

  /** The mark of a number; drawn anew each time, which costs less than to keep it. */
  private Mark mark(int number) {
    return new Mark(
        number,
        new SplittableRandom(seedA + number * STEP).nextLong(),
        new SplittableRandom(seedB + number * STEP).nextLong());
  }

  /** Returns the number of atoms that were ever marked. */
  synchronized int size() {
    return atoms;
  }
}
