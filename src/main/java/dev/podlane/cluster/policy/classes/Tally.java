package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ordered pairs of pods between two groups by their verdicts, with an example of each. A pod
 * with itself counts like any other pair of its class until {@link #withoutItself} takes it out.
 */
@SuppressWarnings("EnumOrdinal") // an index of lists, no more
public final class Tally {
  /** Comparisons, and pairs of blocks, that a tally may need; more are not made. */
  private static final long MOST = 200_000_000L;

  private final Map<Verdict, Long> pairs = new EnumMap<>(Verdict.class);
  private final Map<Verdict, int[]> examples = new EnumMap<>(Verdict.class);
  private final ClassMatrix matrix;
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

  private Tally(ClassMatrix matrix, Side from, Side to, boolean same) {
    this.matrix = matrix;
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
    Blocks senders = new Blocks(matrix, from, leaving);
    Blocks receivers = new Blocks(matrix, to, coming);
    long work = senders.work(receivers) + receivers.work(senders);
    if (work > MOST || (long) senders.size() * receivers.size() > MOST) {
      return null;
    }
    Tally tally = new Tally(matrix, from, to, same);
    tally.count(senders, receivers);
    return tally;
  }

  /** A packet passes if its sender may leave for that class, and may come from its own. */
  private void count(Blocks senders, Blocks receivers) {
    long denied = from.sum() * to.sum();
    // Of each block of senders, what the rows of receivers say of it.
    List<List<Integer>> coming = new ArrayList<>();
    List<Blocks.Sums> sums = new ArrayList<>();
    for (int i = 0; i < senders.size(); i++) {
      coming.add(new ArrayList<>());
    }
    for (int i = 0; i < receivers.size(); i++) {
      sums.add(senders.sums(receivers.row(i)));
      for (int at = 0; at < sums.get(i).blocks().length; at++) {
        coming.get(sums.get(i).blocks()[at]).add(i);
      }
    }
    long[] allow = new long[receivers.size()];
    long[] unknown = new long[receivers.size()];
    int[] next = new int[receivers.size()];
    for (int sender = 0; sender < senders.size(); sender++) {
      Blocks.Sums leaving = receivers.sums(senders.row(sender));
      for (int i = 0; i < leaving.blocks().length; i++) {
        allow[leaving.blocks()[i]] = leaving.allow()[i];
        unknown[leaving.blocks()[i]] = leaving.unknown()[i];
      }
      for (int receiver : coming.get(sender)) {
        // Blocks of senders come in rising order, so each list of sums is read from its start.
        int at = next[receiver]++;
        long mayCome = sums.get(receiver).allow()[at];
        long passing = mayCome * allow[receiver];
        long open =
            (mayCome + sums.get(receiver).unknown()[at]) * (allow[receiver] + unknown[receiver]);
        denied -= open;
        add(Verdict.ALLOW, passing, senders, sender, receivers, receiver);
        add(Verdict.UNKNOWN, open - passing, senders, sender, receivers, receiver);
      }
      for (int each : leaving.blocks()) {
        allow[each] = 0;
        unknown[each] = 0;
      }
    }
    pairs.put(Verdict.DENY, denied);
    for (int i = 0; denied > 0 && i < senders.size() * receivers.size(); i++) {
      if (examples.containsKey(Verdict.DENY)) {
        return;
      }
      example(Verdict.DENY, senders, i / receivers.size(), receivers, i % receivers.size());
    }
  }

  private void add(
      Verdict verdict, long count, Blocks senders, int sender, Blocks receivers, int receiver) {
    if (count > 0) {
      pairs.merge(verdict, count, Long::sum);
      if (!examples.containsKey(verdict)) {
        example(verdict, senders, sender, receivers, receiver);
      }
    }
  }

  /** Looks for an example in a pair of blocks. */
  private void example(
      Verdict verdict, Blocks senders, int sender, Blocks receivers, int receiver) {
    List<List<Integer>> sending = first(from, senders.members(sender), receivers.row(receiver));
    List<List<Integer>> receiving = first(to, receivers.members(receiver), senders.row(sender));
    for (Verdict egress : Verdict.values()) {
      for (Verdict ingress : Verdict.values()) {
        // The row of the senders is about receivers, and the other way round.
        if (ClassMatrix.both(egress, ingress) == verdict && !examples.containsKey(verdict)) {
          example(verdict, sending.get(ingress.ordinal()), receiving.get(egress.ordinal()));
        }
      }
    }
  }

  /** Two members of a block for each verdict of a row of the other side. */
  private List<List<Integer>> first(Side side, List<Integer> members, Row row) {
    List<List<Integer>> first = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int each : members) {
      List<Integer> its = first.get(matrix.of(row, side.classes()[each]).ordinal());
      if (its.size() < 2) {
        its.add(each);
      }
    }
    return first;
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
  public Tally withoutItself() {
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
