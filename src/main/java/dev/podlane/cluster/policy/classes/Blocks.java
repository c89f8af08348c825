package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The classes of one side of a tally in blocks under one row of verdicts, with the sums that rows
 * of the other side take of them.
 */
final class Blocks {
  private final ClassMatrix matrix;
  private final Tally.Side side;
  private final List<Row> rows = new ArrayList<>();
  private final List<List<Integer>> members = new ArrayList<>();
  private final int[] ofMember;
  private final long[] pods;
  private int[] places = {};

  /**
   * Pods of each block by a verdict, for the blocks that have any.
   *
   * @param blocks their numbers
   * @param allow pods that the row allows
   * @param unknown pods of which it does not know
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  record Sums(int[] blocks, long[] allow, long[] unknown) {}

  /**
   * The blocks of a side.
   *
   * @param ofClasses the row of each of its classes
   */
  Blocks(ClassMatrix matrix, Tally.Side side, Row[] ofClasses) {
    this.matrix = matrix;
    this.side = side;
    this.ofMember = new int[ofClasses.length];
    IdentityHashMap<Row, Integer> numbers = new IdentityHashMap<>();
    for (int i = 0; i < ofClasses.length; i++) {
      Row row = ofClasses[i];
      Integer number = numbers.putIfAbsent(row, rows.size());
      if (number == null) {
        rows.add(row);
        members.add(new ArrayList<>());
      }
      ofMember[i] = number == null ? rows.size() - 1 : number;
      members.get(ofMember[i]).add(i);
    }
    this.pods = new long[rows.size()];
    for (int i = 0; i < ofMember.length; i++) {
      pods[ofMember[i]] += side.pods()[i];
    }
  }

  int size() {
    return rows.size();
  }

  Row row(int block) {
    return rows.get(block);
  }

  /** Places in the side of the classes of a block. */
  List<Integer> members(int block) {
    return members.get(block);
  }

  long pods(int block) {
    return pods[block];
  }

  /** Returns the number of comparisons that the sums of rows take. */
  long work(Blocks others) {
    long work = 0;
    for (Row each : others.rows) {
      work += 1 + (isListed(each) ? each.allow().size() + each.unknown().size() : ofMember.length);
    }
    return work;
  }

  /** Returns true if a row names all of its classes, and they are fewer than those of the side. */
  private boolean isListed(Row row) {
    return row.known() >= matrix.classes().size()
        && row.allow().size() + row.unknown().size() < ofMember.length;
  }

  /** The sums that a row of the other side takes of these blocks. */
  Sums sums(Row row) {
    if (row.others() != Verdict.DENY) {
      int[] all = new int[size()];
      Arrays.setAll(all, i -> i);
      boolean isOpen = row.others() == Verdict.ALLOW;
      long[] none = new long[size()];
      return new Sums(all, isOpen ? pods : none, isOpen ? none : pods);
    }
    long[] allow = new long[size()];
    long[] unknown = new long[size()];
    if (!isListed(row)) {
      for (int i = 0; i < ofMember.length; i++) {
        Verdict verdict = matrix.of(row, side.classes()[i]);
        if (verdict != Verdict.DENY) {
          (verdict == Verdict.ALLOW ? allow : unknown)[ofMember[i]] += side.pods()[i];
        }
      }
    } else {
      row.allow().forEach(each -> add(each, allow));
      row.unknown().forEach(each -> add(each, unknown));
    }
    int[] some = new int[size()];
    int used = 0;
    for (int i = 0; i < some.length; i++) {
      if (allow[i] + unknown[i] > 0) {
        allow[used] = allow[i];
        unknown[used] = unknown[i];
        some[used++] = i;
      }
    }
    return new Sums(
        Arrays.copyOf(some, used), Arrays.copyOf(allow, used), Arrays.copyOf(unknown, used));
  }

  private void add(int number, long[] sums) {
    int place = place(number);
    if (place >= 0) {
      sums[ofMember[place]] += side.pods()[place];
    }
  }

  /** The place of a class in the side; −1 if it has none. */
  private int place(int number) {
    if (places.length == 0) {
      int most = 0;
      for (int each : side.classes()) {
        most = Math.max(most, each);
      }
      places = new int[most + 1];
      for (int i = 0; i < side.classes().length; i++) {
        places[side.classes()[i]] = i + 1;
      }
    }
    return number < places.length ? places[number] - 1 : -1;
  }
}
