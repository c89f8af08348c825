package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of all pairs of classes for one question, each pair's being what {@link
 * dev.podlane.cluster.policy.verdict.PolicyIndex} decides about any two different pods of them.
 * There is one row for each set of policies, since classes under the same policies are answered
 * alike. Immutable.
 */
public final class ClassMatrix {
  private final PolicyClasses classes;
  private final Question question;
  private final @Nullable Row[] egress;
  private final @Nullable Row[] ingress;
  private final @Nullable Set<String>[] names;
  private final Map<Named, Row> byName;
  private final AtomicReference<int @Nullable []> profiles = new AtomicReference<>();

  /** The policies of a subject to which the asked port has names. */
  private record Named(int set, Set<String> names) {}

  @SuppressWarnings("unchecked")
  private ClassMatrix(PolicyClasses classes, Question question, @Nullable ClassMatrix old) {
    this.classes = classes;
    this.question = question;
    int size = classes.sets().size();
    this.egress = old == null ? new Row[size] : Arrays.copyOf(old.egress, size);
    this.ingress = old == null ? new Row[size] : Arrays.copyOf(old.ingress, size);
    this.names = old == null ? (Set<String>[]) new Set<?>[size] : Arrays.copyOf(old.names, size);
    this.byName = old == null ? new HashMap<>() : new HashMap<>(old.byName);
  }

  /** The same verdicts, with the classes over another cluster. */
  private ClassMatrix(ClassMatrix known, PolicyClasses over) {
    this.classes = over;
    this.question = known.question;
    this.egress = known.egress;
    this.ingress = known.ingress;
    this.names = known.names;
    this.byName = known.byName;
    this.profiles.set(known.profiles.get());
  }

  /** All pairs. */
  public static ClassMatrix of(PolicyClasses classes, Question question) {
    ClassMatrix made = new ClassMatrix(classes, question, null);
    made.complete(new BitSet(), null);
    return made;
  }

  /**
   * All pairs after one edit: rows of policies that it does not touch are taken over.
   *
   * @param next came out of this matrix's classes by one call of {@link PolicyClasses#with}
   */
  public ClassMatrix after(PolicyClasses next) {
    PolicyClasses.Step step = next.step();
    if (step == null || step.old().partition() != classes.partition()) {
      return of(next, question);
    }
    ClassMatrix made = new ClassMatrix(next, question, this);
    made.complete(made.drop(step), classes);
    return made;
  }

  /**
   * All pairs of another cluster in which policies see the same pods.
   *
   * @param over came out of this matrix's classes by one call of {@link PolicyClasses#over}
   */
  public ClassMatrix over(PolicyClasses over) {
    return new ClassMatrix(this, over);
  }

  /**
   * Takes out the rows that an edit touches.
   *
   * @return the sets of policies with the edited one
   */
  private BitSet drop(PolicyClasses.Step step) {
    Policy before = step.before();
    Policy after = classes.policyOrNull(step.slot());
    boolean out = isAbout(before, Direction.EGRESS) || isAbout(after, Direction.EGRESS);
    boolean in = isAbout(before, Direction.INGRESS) || isAbout(after, Direction.INGRESS);
    BitSet touched = classes.sets().having(step.slot());
    touched.stream()
        .forEach(
            set -> {
              egress[set] = out ? null : egress[set];
              ingress[set] = in ? null : ingress[set];
              names[set] = null;
            });
    byName.keySet().removeIf(each -> touched.get(each.set()));
    return touched;
  }

  private static boolean isAbout(@Nullable Policy policy, Direction direction) {
    return policy != null && policy.directions().contains(direction);
  }

  /**
   * Makes the rows that classes with pods need.
   *
   * @param touched sets of policies that were edited
   * @param old the classes whose rows were there before the edit; null if there are none
   */
  private void complete(BitSet touched, @Nullable PolicyClasses old) {
    RowMaker maker = null;
    for (int i = 0; i < classes.size(); i++) {
      int set = classes.policySet(i);
      boolean isOld = old != null && i < old.size() && old.policySet(i) == set;
      boolean isThere = isOld && egress[set] != null && ingress[set] != null;
      if ((isThere && !touched.get(set)) || classes.pods(i) == 0) {
        continue;
      }
      Set<String> asked = names[set];
      if (asked == null) {
        asked = asked(set);
        names[set] = asked;
      }
      maker = maker == null ? new RowMaker(classes.partition(), question) : maker;
      if (egress[set] == null) {
        egress[set] = maker.row(policies(set), Direction.EGRESS, null);
      }
      if (ingress[set] == null) {
        ingress[set] = maker.row(policies(set), Direction.INGRESS, Set.of());
      }
      if (!asked.isEmpty()) {
        Set<String> own = own(profiles()[i], asked);
        Named key = new Named(set, own);
        if (!own.isEmpty() && !byName.containsKey(key)) {
          byName.put(key, maker.row(policies(set), Direction.INGRESS, own));
        }
      }
    }
  }

  private List<Policy> policies(int set) {
    List<Policy> all = new ArrayList<>();
    for (int slot : classes.sets().get(set)) {
      all.add(classes.policy(slot));
    }
    return all;
  }

  /** The names of ports by which a set of policies lets packets in. */
  private Set<String> asked(int set) {
    Set<String> all = Set.of();
    for (int slot : classes.sets().get(set)) {
      Policy policy = classes.policy(slot);
      if (policy instanceof NetworkPolicy its) {
        for (NetworkPolicyRule rule : its.ingress()) {
          for (NetworkPolicyRule.PortMatch port : rule.ports()) {
            all = with(port.name(), all);
          }
        }
      } else if (policy instanceof TieredPolicy its) {
        for (TieredRule rule : its.ingress()) {
          for (TieredRule.PortMatch port : rule.ports()) {
            all = with(port.name(), all);
          }
        }
      }
    }
    return all;
  }

  /** Few sets have a name, so that none is made before there is one. */
  private static Set<String> with(String name, Set<String> others) {
    if (name.isEmpty() || others.contains(name)) {
      return others;
    }
    Set<String> all = others.isEmpty() ? new HashSet<>() : others;
    all.add(name);
    return all;
  }

  /** Those of the names that the asked port has in a profile. */
  private Set<String> own(int profile, Set<String> asked) {
    Set<String> own = Set.of();
    for (PodTable.NamedPort port : classes.partition().table().ports(profile)) {
      boolean isHere = port.number() == question.port() && port.protocol() == question.protocol();
      if (isHere && asked.contains(port.name())) {
        own = with(port.name(), own);
      }
    }
    return own;
  }

  /** The classes that it is about. */
  public PolicyClasses classes() {
    return classes;
  }

  /** The question that it answers. */
  public Question question() {
    return question;
  }

  Row leaving(int number) {
    return required(egress[classes.policySet(number)]);
  }

  /** The row for packets to a class. */
  Row coming(int number) {
    int set = classes.policySet(number);
    Set<String> asked = names[set];
    if (asked != null && !asked.isEmpty()) {
      Row named = byName.get(new Named(set, own(profiles()[number], asked)));
      if (named != null) {
        return named;
      }
    }
    return required(ingress[set]);
  }

  /** A profile of each class. */
  private int[] profiles() {
    int[] known = profiles.get();
    if (known == null) {
      known = classes.partition().profiles();
      profiles.set(known);
    }
    return known;
  }

  private static Row required(@Nullable Row row) {
    if (row == null) {
      throw new IllegalArgumentException("a class without pods");
    }
    return row;
  }

  /** The verdict over a packet between two different pods of two classes that have pods. */
  public Verdict verdict(int from, int to) {
    return both(of(leaving(from), to), of(coming(to), from));
  }

  /** The verdict of a row over a class. */
  Verdict of(Row row, int number) {
    return row.of(number, classes.partition().parents());
  }

  /** A packet needs both (rule 87); what one side denies is denied, whatever the other knows. */
  static Verdict both(Verdict egress, Verdict ingress) {
    if (egress == Verdict.DENY || ingress == Verdict.DENY) {
      return Verdict.DENY;
    }
    return egress == ingress ? egress : Verdict.UNKNOWN;
  }

  /** Bytes of the heap for all pairs, about: classes and rows. */
  public long weight() {
    long sum = classes.weight();
    for (int i = 0; i < egress.length; i++) {
      Row leaving = egress[i];
      Row coming = ingress[i];
      sum += 12 + (leaving == null ? 0 : leaving.weight()) + (coming == null ? 0 : coming.weight());
    }
    return sum + byName.values().stream().mapToLong(each -> 64 + each.weight()).sum();
  }
}
