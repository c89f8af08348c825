package dev.podlane.cluster.policy.classes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
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
  private final Map<Object, Mark> known = new ConcurrentHashMap<>();
  private final List<Atom> atoms = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

  /**
   * A mark.
   *
   * @param number of an atom, from 0; −1 if it is of something else
   */
  record Mark(int number, long a, long b) {}

  /** The mark of an atom. */
  Mark of(Atom atom) {
    Mark mark = known.get(atom);
    return mark == null ? made(atom) : mark;
  }

  /** The mark of a value that is equal to others of its kind. */
  Mark of(Object value) {
    Mark mark = known.get(value);
    return mark == null ? made(value) : mark;
  }

  private synchronized Mark made(Object value) {
    Mark mark = known.get(value);
    if (mark == null) {
      boolean isAtom = value instanceof Atom;
      mark = new Mark(isAtom ? atoms.size() : -1, random.nextLong(), random.nextLong());
      if (value instanceof Atom atom) {
        atoms.add(atom);
      }
      known.put(value, mark);
    }
    return mark;
  }

  /** Returns the number of atoms that were ever marked. */
  synchronized int size() {
    return atoms.size();
  }

  /** The atom of a number. */
  synchronized Atom atom(int number) {
    return atoms.get(number);
  }
}
