package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster in classes: pods of a class differ in nothing that a policy looks at
 * (namespace and labels as far as selectors see them, address as far as blocks do, ports whose
 * names are used). Pods of the host's network and finished ones have no class. Immutable; a copy
 * with another policy shares what that policy does not touch.
 */
public final class PolicyClasses {
  private final Partition partition;
  private final PolicySets sets;
  private final List<@Nullable Policy> policies;
  private final int[] uses;
  private final int[] setOfClass;
  private final @Nullable Step step;

  /**
   * The last edit.
   *
   * @param slot number of the policy
   * @param before the policy before; null if there was none
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  record Step(PolicyClasses old, int slot, @Nullable Policy before) {}

  private PolicyClasses(
      Partition partition,
      PolicySets sets,
      List<@Nullable Policy> policies,
      int[] uses,
      int[] setOfClass,
      @Nullable Step step) {
    this.partition = partition;
    this.sets = sets;
    this.policies = policies;
    this.uses = uses;
    this.setOfClass = setOfClass;
    this.step = step;
  }

  /** The classes of a settled cluster under its own policies. */
  public static PolicyClasses of(Cluster cluster) {
    return of(new PodTable(cluster), cluster.notSimulated().policies().all());
  }

  private static PolicyClasses of(PodTable table, List<? extends @Nullable Policy> policies) {
    Marks marks = new Marks();
    List<@Nullable Policy> all = new ArrayList<>(policies);
    all.removeIf(each -> each == null);
    int[] uses = {};
    Set<Atom> atoms = new LinkedHashSet<>();
    for (Policy each : all) {
      for (Atom atom : each == null ? Set.<Atom>of() : Atom.of(each)) {
        uses = counted(uses, marks.number(atom), 1);
        atoms.add(atom);
      }
    }
    Partition partition = Partition.of(table, marks, atoms);
    PolicySets sets = new PolicySets();
    int[][] selecting = new int[partition.size()][];
    int[] counts = new int[partition.size()];
    for (int i = 0; i < all.size(); i++) {
      int slot = i;
      Policy policy = all.get(i);
      if (policy != null) {
        partition
            .classes(Atom.subject(policy))
            .forEach(
                each -> {
                  int[] its = selecting[each] == null ? new int[4] : selecting[each];
                  if (counts[each] == its.length) {
                    its = Arrays.copyOf(its, its.length * 2);
                  }
                  its[counts[each]++] = slot;
                  selecting[each] = its;
                });
      }
    }
    int[] ofClass = new int[selecting.length];
    for (int i = 0; i < ofClass.length; i++) {
      ofClass[i] = counts[i] == 0 ? 0 : sets.number(Arrays.copyOf(selecting[i], counts[i]));
    }
    return new PolicyClasses(partition, sets, all, uses, ofClass, null);
  }

  private static int[] counted(int[] uses, int number, int more) {
    int[] all = number < uses.length ? uses : Arrays.copyOf(uses, number * 2 + 16);
    all[number] += more;
    return all;
  }

  /**
   * The classes with one policy changed. Only what it touches is computed.
   *
   * @param before as it is now; null to add one
   * @param after as it shall be; null to take it away
   * @throws IllegalArgumentException if {@code before} is not there
   */
  public PolicyClasses with(@Nullable Policy before, @Nullable Policy after) {
    int slot = before == null ? policies.size() : slot(before.ref());
    if (slot < 0) {
      throw new IllegalArgumentException("no policy " + before);
    }
    Policy had = before == null ? null : policies.get(slot);
    List<@Nullable Policy> all = new ArrayList<>(policies);
    if (before == null) {
      all.add(after);
    } else {
      all.set(slot, after);
    }
    if (isWornOut()) {
      return of(partition.table(), all);
    }
    int[] counts = uses.clone();
    Set<Atom> toggled = new LinkedHashSet<>();
    for (Atom atom : had == null ? Set.<Atom>of() : Atom.of(had)) {
      int number = partition.marks().number(atom);
      if (--counts[number] == 0) {
        toggled.add(atom);
      }
    }
    for (Atom atom : after == null ? Set.<Atom>of() : Atom.of(after)) {
      int number = partition.marks().number(atom);
      counts = counted(counts, number, 1);
      if (counts[number] == 1 && !toggled.remove(atom)) {
        toggled.add(atom);
      }
    }
    ClassSet selected = had == null ? ClassSet.NONE : partition.classes(Atom.subject(had));
    Partition now = partition.toggled(toggled);
    int[] ofClass = Arrays.copyOf(setOfClass, now.size());
    for (int i = setOfClass.length; i < ofClass.length; i++) {
      int parent = now.parents()[i];
      int set = setOfClass[parent];
      ofClass[i] = selected.contains(parent) ? sets.without(set, slot) : set;
    }
    selected.forEach(each -> ofClass[each] = sets.without(ofClass[each], slot));
    if (after != null) {
      now.classes(Atom.subject(after))
          .forEach(each -> ofClass[each] = sets.with(ofClass[each], slot));
    }
    return new PolicyClasses(now, sets, all, counts, ofClass, new Step(withoutStep(), slot, had));
  }

  /** Returns true if edits have left behind more than what is in use. */
  private boolean isWornOut() {
    long used = Arrays.stream(uses).filter(each -> each > 0).count();
    return partition.size() > 2 * partition.used() + 256
        || sets.size() > 4 * partition.size() + 1024
        || partition.marks().size() > 2 * used + 1024;
  }

  private PolicyClasses withoutStep() {
    return step == null
        ? this
        : new PolicyClasses(partition, sets, policies, uses, setOfClass, null);
  }

  private int slot(ObjectRef ref) {
    for (int i = 0; i < policies.size(); i++) {
      Policy each = policies.get(i);
      // Names differ most often.
      if (each != null && each.ref().name().equals(ref.name()) && each.ref().equals(ref)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * These classes of another cluster, under the policies that are here. Those that say the same
   * there are taken from there.
   *
   * @return null if policies may see other pods there
   */
  public @Nullable PolicyClasses over(Cluster next) {
    Partition now = partition.over(next);
    if (now == null) {
      return null;
    }
    Map<ObjectRef, Policy> there = PolicyChange.byName(next.notSimulated().policies().all());
    List<@Nullable Policy> all = new ArrayList<>();
    for (Policy each : policies) {
      Policy other = each == null ? null : there.get(each.ref());
      boolean isAlike = each != null && other != null && PolicyChange.isAlike(each, other);
      all.add(isAlike ? other : each);
    }
    return new PolicyClasses(now, sets, all, uses, setOfClass, null);
  }

  /** The policies, in no order that matters. */
  public List<Policy> policies() {
    List<Policy> all = new ArrayList<>();
    for (Policy each : policies) {
      if (each != null) {
        all.add(each);
      }
    }
    return Collections.unmodifiableList(all);
  }

  /** The pods that have a class; their places are the numbers of pods. */
  public List<Pod> pods() {
    return Collections.unmodifiableList(partition.table().pods());
  }

  /** The class of a pod: a number from 0, less than {@link #size()}. */
  public int classOf(int pod) {
    return partition.classOf(pod);
  }

  /** Returns an upper bound of the numbers of classes; after edits some may be without pods. */
  public int size() {
    return partition.size();
  }

  /** Returns the number of classes that have pods. */
  public int used() {
    return partition.used();
  }

  /** Returns the number of pods of a class. */
  public int pods(int number) {
    return partition.pods(number);
  }

  /** Returns true if a policy selects the pods of a class, or may. */
  public boolean isSelected(Policy policy, int number) {
    int slot = slot(policy.ref());
    return slot >= 0 && sets.contains(setOfClass[number], slot);
  }

  Partition partition() {
    return partition;
  }

  PolicySets sets() {
    return sets;
  }

  int policySet(int number) {
    return setOfClass[number];
  }

  Policy policy(int slot) {
    Policy found = policies.get(slot);
    if (found == null) {
      throw new IllegalStateException("no policy " + slot);
    }
    return found;
  }

  @Nullable Policy policyOrNull(int slot) {
    return policies.get(slot);
  }

  @Nullable Step step() {
    return step;
  }

  /** Bytes of the heap for the classes of the pods, about. */
  public long weight() {
    return partition.weight() + 4L * setOfClass.length;
  }
}
