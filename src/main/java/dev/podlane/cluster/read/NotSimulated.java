package dev.podlane.cluster.read;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.object.KeptObject;
import dev.podlane.cluster.policy.Policies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The objects that were read and take no part in walks. Kinds are counted by name, with their group
 * where a kind of Kubernetes has the same name.
 *
 * @param policies policies
 * @param influences other influences on packets
 * @param others further objects that can change a walk, in the order of the documents
 * @param counts number of objects of each kind that can change a walk
 * @param withoutEffect number of objects of each kind that change no walk
 * @param unknown number of objects of each kind that Podlane does not know
 */
public record NotSimulated(
    Policies policies,
    List<Influence> influences,
    List<KeptObject> others,
    SortedMap<String, Integer> counts,
    SortedMap<String, Integer> withoutEffect,
    SortedMap<String, Integer> unknown) {
  /** Nothing. */
  public static final NotSimulated NONE =
      new NotSimulated(
          Policies.NONE, List.of(), List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public NotSimulated {
    influences = List.copyOf(influences);
    others = List.copyOf(others);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    withoutEffect = Collections.unmodifiableSortedMap(new TreeMap<>(withoutEffect));
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
  }

  /** The same, with policies that come at another moment. */
  public NotSimulated awaitingPolicies() {
    return with(new Policies(policies.all(), true));
  }

  /** Returns a copy with other policies. */
  public NotSimulated with(Policies written) {
    return new NotSimulated(written, influences, others, counts, withoutEffect, unknown);
  }

  /** Returns a copy with further influences. */
  public NotSimulated with(List<Influence> more) {
    List<Influence> all = new ArrayList<>(influences);
    all.addAll(more);
    return new NotSimulated(policies, all, others, counts, withoutEffect, unknown);
  }

  /** Returns a copy without policies. */
  public NotSimulated withoutPolicies() {
    return with(Policies.NONE);
  }

  /** Returns a copy without some influences. */
  public NotSimulated without(Predicate<Influence> gone) {
    List<Influence> left = influences.stream().filter(gone.negate()).toList();
    return new NotSimulated(policies, left, others, counts, withoutEffect, unknown);
  }

  /** Returns the number of objects of each kind. */
  public SortedMap<String, Integer> all() {
    TreeMap<String, Integer> all = new TreeMap<>(counts);
    all.putAll(withoutEffect);
    all.putAll(unknown);
    return all;
  }
}
