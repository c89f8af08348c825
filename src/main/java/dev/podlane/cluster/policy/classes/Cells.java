package dev.podlane.cluster.policy.classes;

import dev.podlane.net.addr.Ip;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pods of one profile on the same side of every block that was ever asked about, and the marks of
 * the atoms that hold for them. Changed in place by one thread until it is read; a cell that a
 * block cuts is split, and stays so.
 */
final class Cells {
  private final PodTable table;
  private Numbers ofPod;
  private int @Nullable [] moving;
  private int size;
  private int[] profiles;
  private int[] parents;
  private int[] next;
  private int[] pods;
  private long[] a;
  private long[] b;
  private int[] scratch = {};
  private @Nullable BitSet touched;

  private Cells(PodTable table) {
    this.table = table;
    this.ofPod = table.profileOfPods();
    this.size = table.size();
    this.profiles = new int[0];
    this.parents = new int[0];
    this.next = new int[0];
    this.pods = new int[size];
    this.a = new long[size];
    this.b = new long[size];
  }

  private Cells(Cells from, PodTable table) {
    this.table = table;
    this.ofPod = from.ofPod;
    this.size = from.size;
    this.profiles = from.profiles.clone();
    this.parents = from.parents.clone();
    this.next = from.next.clone();
    this.pods = from.pods.clone();
    this.a = from.a.clone();
    this.b = from.b.clone();
    this.touched = new BitSet();
  }

  /** A cell for each profile, marked by the families of its addresses. */
  static Cells of(PodTable table, Marks marks) {
    Cells made = new Cells(table);
    for (Ip.Family family : Ip.Family.values()) {
      Marks.Mark mark = marks.of((Object) family);
      for (int i = 0; i < made.size; i++) {
        if (table.has(i, family)) {
          made.toggleCell(i, mark);
        }
      }
    }
    for (int i = 0; i < made.ofPod.size(); i++) {
      made.pods[made.ofPod.get(i)]++;
    }
    return made;
  }

  /** A copy that may be changed. */
  Cells copy() {
    return new Cells(this, table);
  }

  /** The same cells of a table of equal pods. */
  Cells over(PodTable equal) {
    return new Cells(this, equal);
  }

  /** Adds the mark of an atom where it holds; if it was there, takes it away. */
  void toggle(Atom atom, Marks marks) {
    if (atom instanceof Atom.Pods its) {
      Marks.Mark mark = marks.of(atom);
      table.select(its, profile -> ofProfile(profile, cell -> toggleCell(cell, mark)));
    } else if (atom instanceof Atom.PortName its) {
      table
          .withPorts()
          .forEach(
              (port, having) -> {
                if (port.name().equals(its.name())) {
                  Marks.Mark mark = marks.of((Object) port);
                  having.forEach(profile -> ofProfile(profile, cell -> toggleCell(cell, mark)));
                }
              });
    } else if (atom instanceof Atom.Block its && !its.isAll()) {
      toggle(its, marks.of(atom));
    }
  }

  private void toggle(Atom.Block block, Marks.Mark mark) {
    Ip.Family family = block.cidr().network().family();
    Boolean hasAll = table.hasAll(block);
    if (hasAll != null) {
      for (int i = 0; hasAll && i < size; i++) {
        if (table.has(profile(i), family)) {
          toggleCell(i, mark);
        }
      }
      return;
    }
    AddressOrder order = table.addresses(family);
    int[] runs = order.places(block);
    int[] inside = scratch.length < size ? new int[size] : scratch;
    scratch = inside;
    BitSet met = new BitSet();
    for (int run = 0; run < runs.length; run += 2) {
      for (int i = runs[run]; i < runs[run + 1]; i++) {
        int cell = of(order.pod(i));
        inside[cell]++;
        met.set(cell);
      }
    }
    Map<Integer, Integer> cut = new HashMap<>();
    for (int cell = met.nextSetBit(0); cell >= 0; cell = met.nextSetBit(cell + 1)) {
      int its = cell;
      if (inside[cell] < pods[cell]) {
        its = split(cell, inside[cell]);
        cut.put(cell, its);
      }
      inside[cell] = 0;
      toggleCell(its, mark);
    }
    if (!cut.isEmpty()) {
      move(order, runs, cut);
    }
  }

  private void move(AddressOrder order, int[] runs, Map<Integer, Integer> cut) {
    int[] all = moving == null ? ofPod.toArray() : moving;
    moving = all;
    for (int run = 0; run < runs.length; run += 2) {
      for (int i = runs[run]; i < runs[run + 1]; i++) {
        int pod = order.pod(i);
        all[pod] = cut.getOrDefault(all[pod], all[pod]);
      }
    }
  }

  /** Ends the changes. */
  void freeze() {
    if (moving != null) {
      ofPod = Numbers.of(moving, size);
      moving = null;
    }
    scratch = new int[0];
  }

  private int split(int cell, int count) {
    if (size == table.size()) {
      profiles = Arrays.copyOf(IntStream.range(0, size).toArray(), a.length);
      parents = new int[a.length];
      next = new int[a.length];
    }
    if (size == a.length) {
      int room = size + size / 2 + 16;
      profiles = Arrays.copyOf(profiles, room);
      parents = Arrays.copyOf(parents, room);
      next = Arrays.copyOf(next, room);
      pods = Arrays.copyOf(pods, room);
      a = Arrays.copyOf(a, room);
      b = Arrays.copyOf(b, room);
    }
    int made = size++;
    int first = profile(cell);
    profiles[made] = first;
    parents[made] = cell;
    next[made] = next[first];
    next[first] = made;
    pods[made] = count;
    pods[cell] -= count;
    a[made] = a[cell];
    b[made] = b[cell];
    return made;
  }

  private void toggleCell(int cell, Marks.Mark mark) {
    a[cell] ^= mark.a();
    b[cell] ^= mark.b();
    BitSet known = touched;
    if (known != null) {
      known.set(cell);
    }
  }

  /** Calls back for each cell of a profile. */
  void ofProfile(int profile, IntConsumer found) {
    found.accept(profile);
    // The first cell of a profile has its number; 0 ends the list, as it is always a first one.
    for (int cell = next.length == 0 ? 0 : next[profile]; cell > 0; cell = next[cell]) {
      found.accept(cell);
    }
  }

  /** Returns the cells whose marks were changed since the copy, in order. */
  int[] touched() {
    BitSet known = touched;
    return known == null ? new int[0] : known.stream().toArray();
  }

  int size() {
    return size;
  }

  /** The cell of a pod. */
  int of(int pod) {
    return moving == null ? ofPod.get(pod) : moving[pod];
  }

  int profile(int cell) {
    return cell < table.size() ? cell : profiles[cell];
  }

  /** The cell that a split one was part of; of those that came by a split. */
  int parent(int cell) {
    return parents[cell];
  }

  int pods(int cell) {
    return pods[cell];
  }

  long a(int cell) {
    return a[cell];
  }

  long b(int cell) {
    return b[cell];
  }

  /** Bytes of the heap, about. */
  long weight() {
    return ofPod.weight() + 20L * a.length + 12L * next.length;
  }
}
