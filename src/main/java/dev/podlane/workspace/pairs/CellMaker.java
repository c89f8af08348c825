package dev.podlane.workspace.pairs;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.classes.ClassMatrix;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.classes.Question;
import dev.podlane.cluster.policy.classes.Tally;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cells of one question: pods by their classes, everybody else one by one. For one
 * answer, by one thread.
 */
final class CellMaker {
  /** Decisions about single packets in one answer. */
  private static final int MOST_DECISIONS = 400_000;

  /** Decisions about single packets in one cell. */
  private static final int MOST_OF_CELL = 40_000;

  /** The order of cases: what is denied is looked at first. */
  private static final List<Verdict> ORDER = List.of(Verdict.DENY, Verdict.UNKNOWN, Verdict.ALLOW);

  private final PolicyIndex index;
  private final ClassMatrix matrix;
  private final Question question;
  private final @Nullable Policy focus;
  private int decisions;

  /**
   * For one question.
   *
   * @param focus the policy that has to have a say; null for all pairs
   */
  CellMaker(PolicyIndex index, ClassMatrix matrix, @Nullable Policy focus) {
    this.index = index;
    this.matrix = matrix;
    this.question = matrix.question();
    this.focus = focus;
  }

  /** Pairs with an example. */
  private record Found(long pairs, End from, End to) {
    Found plus(long more) {
      return new Found(pairs + more, from, to);
    }
  }

  /**
   * An end of packets.
   *
   * @param weight number of pods that it stands for
   * @param selected true if the policy in focus selects it
   */
  private record End(Party party, @Nullable String text, int weight, boolean selected) {}

  /** The cell of the members of two groups. */
  Cell cell(Group from, Group to, boolean same) {
    Map<Verdict, Found> found = new EnumMap<>(Verdict.class);
    boolean whole =
        (from.strangers().isEmpty() && to.strangers().isEmpty())
            ? ofPods(from, to, same, found)
            : ofStrangers(from, to, found);
    if (!whole) {
      return Cell.LIMITED;
    }
    List<Cell.Case> cases = new ArrayList<>();
    for (Verdict verdict : ORDER) {
      Found its = found.get(verdict);
      if (its != null && its.pairs() > 0) {
        Decision decision = decide(its.from(), its.to());
        cases.add(
            new Cell.Case(verdict, its.pairs(), its.from().text(), its.to().text(), decision));
      }
    }
    return new Cell(cases, false);
  }

  private boolean ofPods(Group from, Group to, boolean same, Map<Verdict, Found> found) {
    Policy policy = focus;
    if (policy == null) {
      return add(
          Members.of(classes(), from.pods(), any -> true),
          Members.of(classes(), to.pods(), any -> true),
          same,
          found);
    }
    boolean out = policy.directions().contains(Direction.EGRESS);
    boolean in = policy.directions().contains(Direction.INGRESS);
    Members selected = Members.of(classes(), from.pods(), each -> isSelected(policy, each));
    Members others = Members.of(classes(), from.pods(), each -> !isSelected(policy, each));
    Members all = Members.of(classes(), to.pods(), any -> true);
    Members asked = Members.of(classes(), to.pods(), each -> isSelected(policy, each));
    return add(selected, out ? all : asked, same, found)
        && (!in || add(others, asked, same, found));
  }

  private PolicyClasses classes() {
    return matrix.classes();
  }

  private boolean isSelected(Policy policy, int number) {
    return classes().isSelected(policy, number);
  }

  private boolean add(Members from, Members to, boolean same, Map<Verdict, Found> found) {
    Tally tally = Tally.of(matrix, from.side(), to.side(), same);
    if (tally == null) {
      return false;
    }
    tally.withoutItself();
    for (Verdict verdict : ORDER) {
      int[] example = tally.example(verdict);
      long pairs = tally.pairs(verdict);
      if (pairs > 0 && example != null) {
        int sender = from.first()[example[0]];
        int receiver = to.first()[example[1]];
        receiver = sender == receiver ? to.second()[example[1]] : receiver;
        sender = sender == receiver ? from.second()[example[0]] : sender;
        Found more = new Found(pairs, end(sender, 1), end(receiver, 1));
        found.merge(verdict, more, (old, other) -> old.plus(other.pairs()));
      }
    }
    return true;
  }

  private End end(int number, int weight) {
    Pod pod = classes().pods().get(number);
    boolean selected = focus != null && isSelected(focus, classes().classOf(number));
    return new End(Party.of(pod, question.family()), pod.ref().path(), weight, selected);
  }

  private boolean ofStrangers(Group from, Group to, Map<Verdict, Found> found) {
    List<End> senders = ends(from, to);
    List<End> receivers = ends(to, from);
    long work = (long) senders.size() * receivers.size();
    if (work > MOST_OF_CELL || decisions + work > MOST_DECISIONS) {
      return false;
    }
    decisions += (int) work;
    for (End sender : senders) {
      for (End receiver : receivers) {
        if (sender.party().node() != null
            && sender.text() != null
            && sender.text().equals(receiver.text())) {
          continue; // a node with itself
        }
        if (hasSay(sender, receiver)) {
          Verdict verdict = decide(sender, receiver).verdict();
          long pairs = (long) sender.weight() * receiver.weight();
          found.merge(
              verdict, new Found(pairs, sender, receiver), (old, other) -> old.plus(other.pairs()));
        }
      }
    }
    return true;
  }

  private boolean hasSay(End from, End to) {
    Policy policy = focus;
    return policy == null
        || (from.selected() && policy.directions().contains(Direction.EGRESS))
        || (to.selected() && policy.directions().contains(Direction.INGRESS));
  }

  /** The members of a group; pods apart that are on a node of the other one. */
  private List<End> ends(Group group, Group other) {
    List<End> all = new ArrayList<>();
    boolean toPod = other.kind() != Group.Kind.NODE && other.kind() != Group.Kind.OUTSIDE;
    for (Stranger each : group.strangers()) {
      Pod pod = each instanceof Stranger.NewPod its ? its.pod() : null;
      boolean selected = focus != null && pod != null && index.isSelected(focus, pod);
      all.add(new End(each.party(question.family(), toPod), each.end(), 1, selected));
    }
    String node =
        other.strangers().size() == 1 && other.strangers().get(0) instanceof Stranger.OfNode its
            ? its.node().name()
            : null;
    if (node == null) {
      add(group.pods(), all);
      return all;
    }
    List<Pod> pods = classes().pods();
    int[] near =
        java.util.Arrays.stream(group.pods())
            .filter(pod -> node.equals(pods.get(pod).nodeName()))
            .toArray();
    int[] far =
        java.util.Arrays.stream(group.pods())
            .filter(pod -> !node.equals(pods.get(pod).nodeName()))
            .toArray();
    add(near, all);
    add(far, all);
    return all;
  }

  private void add(int[] pods, List<End> all) {
    Members members = Members.of(classes(), pods, any -> true);
    for (int place : members.places()) {
      all.add(end(members.first()[place], members.side().pods()[place]));
    }
  }

  private Decision decide(End from, End to) {
    return index.decide(
        new PolicedPacket(from.party(), to.party(), question.protocol(), question.port()));
  }
}
