package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.net.addr.Ip;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the pods, by the atoms that are in use. Pods are in cells, which hold pods of one
 * profile on the same side of every block that was ever asked about; a class is the cells with
 * equal marks. Immutable.
 */
final class Partition {
  private final PodTable table;
  private final Marks marks;
  private final Cells cells;
  private final int[] classOfCell;
  private final ClassTable classes;
  private final int[] parents;

  private Partition(
      PodTable table,
      Marks marks,
      Cells cells,
      int[] classOfCell,
      ClassTable classes,
      int[] parents) {
    this.table = table;
    this.marks = marks;
    this.cells = cells;
    this.classOfCell = classOfCell;
    this.classes = classes;
    this.parents = parents;
  }

  static Partition of(PodTable table, Marks marks, Collection<Atom> atoms) {
    Cells cells = Cells.of(table, marks);
    atoms.forEach(atom -> cells.toggle(atom, marks));
    cells.freeze();
    int[] classOf = new int[cells.size()];
    ClassTable classes = new ClassTable();
    for (int i = 0; i < classOf.length; i++) {
      int number = classes.find(cells.a(i), cells.b(i));
      classOf[i] = number < 0 ? classes.add(cells.a(i), cells.b(i)) : number;
      classes.count(classOf[i], 1, cells.pods(i));
    }
    return new Partition(table, marks, cells, classOf, classes, new int[classes.size()]);
  }

  /**
   * This partition of the pods of another cluster, which policies see as the same.
   *
   * @return null if they may see others
   */
  @Nullable Partition over(Cluster next) {
    PodTable equal = table.over(next);
    return equal == null
        ? null
        : new Partition(equal, marks, cells.over(equal), classOfCell, classes, parents);
  }

  /** This partition with some atoms more and some less; classes keep their numbers. */
  Partition toggled(Collection<Atom> atoms) {
    if (atoms.isEmpty()) {
      return this;
    }
    Cells next = cells.copy();
    atoms.forEach(atom -> next.toggle(atom, marks));
    next.freeze();
    int[] classOf = Arrays.copyOf(classOfCell, next.size());
    ClassTable known = classes.copy();
    for (int i = classOfCell.length; i < classOf.length; i++) {
      classOf[i] = classOf[next.parent(i)];
      known.count(classOf[i], 1, 0);
    }
    int first = known.size();
    int[] from = new int[16];
    int[] touched = next.touched();
    Map<Long, Integer> moving = moving(next, classOf, touched);
    for (int cell : touched) {
      int old = classOf[cell];
      int number = known.find(next.a(cell), next.b(cell));
      if (number == old) {
        continue;
      }
      if (number < 0 && moving.getOrDefault(key(old, next.a(cell)), 0) == known.cells(old)) {
        known.rename(old, next.a(cell), next.b(cell));
        continue;
      }
      if (number < 0) {
        number = known.add(next.a(cell), next.b(cell));
        from = number - first < from.length ? from : Arrays.copyOf(from, from.length * 2);
        // A class can come out of one that was born in the same change.
        from[number - first] = old >= first ? from[old - first] : old;
      }
      classOf[cell] = number;
      known.count(old, -1, -next.pods(cell));
      known.count(number, 1, next.pods(cell));
    }
    int[] all = Arrays.copyOf(parents, known.size());
    System.arraycopy(from, 0, all, first, known.size() - first);
    return new Partition(table, marks, next, classOf, known, all);
  }

  /** Counts the cells of each class that move to the same marks. */
  private static Map<Long, Integer> moving(Cells next, int[] classOf, int[] touched) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int cell : touched) {
      counts.merge(key(classOf[cell], next.a(cell)), 1, Integer::sum);
    }
    return counts;
  }

  private static long key(int old, long mark) {
    return mark * 31 + old;
  }

  PodTable table() {
    return table;
  }

  Marks marks() {
    return marks;
  }

  /** Returns the number of classes, with those that have lost all pods. */
  int size() {
    return classes.size();
  }

  /** Returns the number of classes that have pods. */
  int used() {
    return classes.used();
  }

  /** Returns the number of pods of a class. */
  int pods(int number) {
    return classes.pods(number);
  }

  /** The class that each came out of when an edit split it; not of those of the first build. */
  int[] parents() {
    return parents;
  }

  /** The class of a pod. */
  int classOf(int pod) {
    return classOfCell[cells.of(pod)];
  }

  /** The classes whose pods an atom is about. */
  ClassSet classes(Atom.Pods atom) {
    long[] words = new long[(size() + 63) / 64];
    table.select(atom, profile -> cells.ofProfile(profile, cell -> mark(words, cell)));
    return ClassSet.of(words);
  }

  /** The classes with addresses in a block that is in use. */
  ClassSet classes(Atom.Block atom) {
    long[] words = new long[(size() + 63) / 64];
    Ip.Family family = atom.cidr().network().family();
    Boolean hasAll = table.hasAll(atom);
    if (hasAll != null) {
      return hasAll ? having(family, true) : ClassSet.NONE;
    }
    AddressOrder order = table.addresses(family);
    int[] runs = order.places(atom);
    for (int run = 0; run < runs.length; run += 2) {
      for (int i = runs[run]; i < runs[run + 1]; i++) {
        mark(words, cells.of(order.pod(i)));
      }
    }
    return ClassSet.of(words);
  }

  /** The classes that have an address of a family, or have none. */
  ClassSet having(Ip.Family family, boolean has) {
    long[] words = new long[(size() + 63) / 64];
    for (int i = 0; i < classOfCell.length; i++) {
      if (table.has(cells.profile(i), family) == has) {
        mark(words, i);
      }
    }
    return ClassSet.of(words);
  }

  /** The classes with a port of a name that is in use. */
  ClassSet withPort(PodTable.NamedPort port) {
    long[] words = new long[(size() + 63) / 64];
    IntConsumer each = cell -> mark(words, cell);
    Numbers having = table.withPorts().get(port);
    if (having != null) {
      having.forEach(profile -> cells.ofProfile(profile, each));
    }
    return ClassSet.of(words);
  }

  /** The profile of one of the cells of each class; −1 for a class without pods. */
  int[] profiles() {
    int[] found = new int[size()];
    Arrays.fill(found, -1);
    for (int i = 0; i < classOfCell.length; i++) {
      found[classOfCell[i]] = cells.profile(i);
    }
    return found;
  }

  private void mark(long[] words, int cell) {
    int number = classOfCell[cell];
    words[number >> 6] |= 1L << number;
  }

  /** Bytes of the heap, about. */
  long weight() {
    return cells.weight() + 4L * classOfCell.length + classes.weight();
  }
}
