package dev.podlane.cluster;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.service.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read and takes no part in walks. Kinds are counted by name, with their group where a
 * kind of Kubernetes has the same name.
 *
 * @param services Services and endpoints
 * @param policies policies
 * @param influences what else decides about packets
 * @param others further objects that can change a walk, in the order of the documents
 * @param counts how many objects of each kind can change a walk
 * @param withoutEffect how many objects of each kind change no walk
 * @param unknown how many objects there are of each kind that Podlane does not know
 */
public record NotSimulated(
    Services services,
    Policies policies,
    List<Influence> influences,
    List<KeptObject> others,
    SortedMap<String, Integer> counts,
    SortedMap<String, Integer> withoutEffect,
    SortedMap<String, Integer> unknown) {
  /** Nothing. */
  public static final NotSimulated NONE =
      new NotSimulated(
          Services.NONE,
          Policies.NONE,
          List.of(),
          List.of(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>());

  public NotSimulated {
    influences = List.copyOf(influences);
    others = List.copyOf(others);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    withoutEffect = Collections.unmodifiableSortedMap(new TreeMap<>(withoutEffect));
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
  }

  /** The same with more that decides about packets. */
  NotSimulated with(List<Influence> more) {
    List<Influence> all = new ArrayList<>(influences);
    all.addAll(more);
    return new NotSimulated(services, policies, all, others, counts, withoutEffect, unknown);
  }

  /** How many objects of each kind there are. */
  public SortedMap<String, Integer> all() {
    TreeMap<String, Integer> all = new TreeMap<>(counts);
    all.putAll(withoutEffect);
    all.putAll(unknown);
    return all;
  }
}
