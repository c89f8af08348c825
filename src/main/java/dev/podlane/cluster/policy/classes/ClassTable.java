package dev.podlane.cluster.policy.classes;

import java.util.Arrays;

/** Numbers classes by their marks. Changed in place by one thread until it is read. */
final class ClassTable {
  /** A place that is free again, behind which others may stand. */
  private static final int GONE = -1;

  private int size;
  private int used;
  private long[] a = new long[16];
  private long[] b = new long[16];
  private int[] cells = new int[16];
  private int[] pods = new int[16];
  private int[] slots = new int[64];
  private int gone;

  ClassTable copy() {
    ClassTable copy = new ClassTable();
    copy.size = size;
    copy.used = used;
    copy.a = Arrays.copyOf(a, Math.max(size, 16));
    copy.b = Arrays.copyOf(b, copy.a.length);
    copy.cells = Arrays.copyOf(cells, copy.a.length);
    copy.pods = Arrays.copyOf(pods, copy.a.length);
    copy.slots = slots.clone();
    copy.gone = gone;
    return copy;
  }

  /** The class with these marks; negative if there is none. */
  int find(long markA, long markB) {
    int mask = slots.length - 1;
    for (int at = (int) markA & mask; ; at = at + 1 & mask) {
      int number = slots[at] - 1;
      if (number == -1 || (number >= 0 && a[number] == markA && b[number] == markB)) {
        return number;
      }
    }
  }

  /** Adds a class without cells; returns its number. */
  int add(long markA, long markB) {
    if (size == a.length) {
      int room = size + size / 4 + 16;
      a = Arrays.copyOf(a, room);
      b = Arrays.copyOf(b, room);
      cells = Arrays.copyOf(cells, room);
      pods = Arrays.copyOf(pods, room);
    }
    a[size] = markA;
    b[size] = markB;
    size++;
    if ((size + gone) * 2 > slots.length) {
      spread();
    }
    place(size - 1);
    return size - 1;
  }

  /** Places the classes that have cells anew; those that have lost theirs stay unfound. */
  private void spread() {
    slots = new int[Math.max(64, Integer.highestOneBit(size) * 4)];
    gone = 0;
    for (int i = 0; i < size; i++) {
      if (cells[i] > 0) {
        place(i);
      }
    }
  }

  private void place(int number) {
    int mask = slots.length - 1;
    int at = (int) a[number] & mask;
    while (slots[at] > 0) {
      at = at + 1 & mask;
    }
    gone -= slots[at] == GONE ? 1 : 0;
    slots[at] = number + 1;
  }

  private void displace(int number) {
    int mask = slots.length - 1;
    int at = (int) a[number] & mask;
    while (slots[at] != number + 1) {
      at = at + 1 & mask;
    }
    slots[at] = GONE;
    gone++;
  }

  /** Gives a class other marks. */
  void rename(int number, long markA, long markB) {
    displace(number);
    a[number] = markA;
    b[number] = markB;
    if (gone * 3 > slots.length) {
      spread();
    } else {
      place(number);
    }
  }

  /**
   * Adds cells and pods to a class, or takes them away. A class that has lost all cells is not
   * found any more: what was known of it may be out of date when its marks occur again.
   */
  void count(int number, int moreCells, int morePods) {
    boolean had = cells[number] > 0;
    cells[number] += moreCells;
    pods[number] += morePods;
    boolean has = cells[number] > 0;
    if (had && !has) {
      used--;
      displace(number);
    } else if (has && !had) {
      used++;
    }
  }

  int size() {
    return size;
  }

  int used() {
    return used;
  }

  int cells(int number) {
    return cells[number];
  }

  int pods(int number) {
    return pods[number];
  }

  /** Bytes of the heap, about. */
  long weight() {
    return 24L * a.length + 4L * slots.length;
  }
}
