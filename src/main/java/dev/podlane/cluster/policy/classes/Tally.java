package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ordered pairs of pods between two groups by their verdicts, with an example of each. A pod
 * with itself counts like any other pair of its class until {@link #withoutItself} takes it out.
 */
public final class Tally {
  /** Comparisons of a class with a row that a tally may need; more are not made. */
  private static final long MOST = 400_000_000L;

  private final Map<Verdict, Long> pairs = new EnumMap<>(Verdict.class);
  private final Map<Verdict, int[]> examples = new EnumMap<>(Verdict.class);
  private final Side from;
  private final Side to;
  private final boolean same;

  /**
   * The pods of a group.
   *
   * @param classes those that the group has pods of
   * @param pods the number of them, of each class
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  public record Side(int[] classes, int[] pods) {
    long sum() {
      long sum = 0;
      for (int each : pods) {
        sum += each;
      }
      return sum;
    }
  }

  private Tally(Side from, Side to, boolean same) {
    this.from = from;
    this.to = to;
    this.same = same;
    for (Verdict each : Verdict.values()) {
      pairs.put(each, 0L);
    }
  }

  /**
   * Counts.
   *
   * @param same true if both are one group; its examples then are of two pods
   * @return null if the groups have too many classes under too many sets of policies
   */
  public static @Nullable Tally of(ClassMatrix matrix, Side from, Side to, boolean same) {
    Row[] leaving = new Row[from.classes().length];
    for (int i = 0; i < leaving.length; i++) {
      leaving[i] = matrix.leaving(from.classes()[i]);
    }
    Row[] coming = new Row[to.classes().length];
    for (int i = 0; i < coming.length; i++) {
      coming[i] = matrix.coming(to.classes()[i]);
    }
    List<Block> senders = blocks(leaving);
    List<Block> receivers = blocks(coming);
    long work = (long) senders.size() * coming.length + (long) receivers.size() * leaving.length;
    if (work > MOST) {
      return null;
    }
    Tally tally = new Tally(from, to, same);
    for (Block sender : senders) {
      for (Block receiver : receivers) {
        tally.add(sender, receiver);
      }
    }
    return tally;
  }

  /** Members with the same row. */
  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  private record Block(Row row, int[] members) {}

  private static List<Block> blocks(Row[] rows) {
    IdentityHashMap<Row, List<Integer>> found = new IdentityHashMap<>();
    List<Row> order = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      Row row = rows[i];
      List<Integer> list = found.get(row);
      if (list == null) {
        list = new ArrayList<>();
        found.put(row, list);
        order.add(row);
      }
      list.add(i);
    }
    return order.stream()
        .map(
            row ->
                new Block(
                    row, found.getOrDefault(row, List.of()).stream().mapToInt(i -> i).toArray()))
        .toList();
  }

  /** A packet passes if its sender may leave for that class, and may come from its own. */
  private void add(Block sender, Block receiver) {
    Sums senders = new Sums(from, sender.members(), receiver.row());
    Sums receivers = new Sums(to, receiver.members(), sender.row());
    for (Verdict egress : Verdict.values()) {
      for (Verdict ingress : Verdict.values()) {
        // The row of the senders is about receivers, and the other way round.
        long count = receivers.pods(egress) * senders.pods(ingress);
        Verdict verdict = ClassMatrix.both(egress, ingress);
        if (count > 0) {
          pairs.merge(verdict, count, Long::sum);
          if (!examples.containsKey(verdict)) {
            example(verdict, senders.first(ingress), receivers.first(egress));
          }
        }
      }
    }
  }

  private void example(Verdict verdict, List<Integer> senders, List<Integer> receivers) {
    for (int sender : senders) {
      for (int receiver : receivers) {
        boolean oneClass = same && from.classes()[sender] == to.classes()[receiver];
        if (!oneClass || from.pods()[sender] > 1 || to.pods()[receiver] > 1) {
          examples.put(verdict, new int[] {sender, receiver});
          return;
        }
      }
    }
  }

  /** The members of a block by the verdict of a row of the other side. */
  @SuppressWarnings("EnumOrdinal") // an index of arrays, no more
  private static final class Sums {
    private final long[] pods = new long[Verdict.values().length];
    private final List<List<Integer>> first =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    Sums(Side side, int[] members, Row row) {
      for (int each : members) {
        int verdict = row.of(side.classes()[each]).ordinal();
        pods[verdict] += side.pods()[each];
        if (first.get(verdict).size() < 2) {
          first.get(verdict).add(each);
        }
      }
    }

    long pods(Verdict verdict) {
      return pods[verdict.ordinal()];
    }

    List<Integer> first(Verdict verdict) {
      return first.get(verdict.ordinal());
    }
  }

  /** Returns the number of pairs with a verdict. */
  public long pairs(Verdict verdict) {
    return pairs.getOrDefault(verdict, 0L);
  }

  /**
   * An example of two pods with a verdict.
   *
   * @return the places of its classes in both groups; null if there is none
   */
  public int @Nullable [] example(Verdict verdict) {
    return examples.get(verdict);
  }

  /**
   * Takes out the pairs of each pod with itself, which no policy decides about (rule 102). Of each
   * class that both sides have, one side holds all pods of the other.
   */
  public Tally withoutItself(ClassMatrix matrix) {
    if (same) {
      Map<Integer, Integer> receivers = new HashMap<>();
      for (int i = 0; i < to.classes().length; i++) {
        receivers.put(to.classes()[i], to.pods()[i]);
      }
      for (int i = 0; i < from.classes().length; i++) {
        int number = from.classes()[i];
        long both = Math.min(from.pods()[i], receivers.getOrDefault(number, 0));
        if (both > 0) {
          pairs.merge(matrix.verdict(number, number), -both, Long::sum);
        }
      }
    }
    return this;
  }
}
