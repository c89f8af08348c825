package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.shared.HashIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster, found by what they are called, by their node, their owner and their
 * address; always in the order of the cluster. The table of a cluster that differs in few pods
 * shares the indexes of the other. Immutable, thread-safe.
 */
public final class PodTable {
  /** A table in which more than one in so many pods is another is made anew. */
  private static final int PART = 4;

  /** A number of changes that is few, however small the cluster. */
  private static final int FEW = 64;

  private final List<Pod> pods;
  private final PodIndexes base;

  /** Places in the base of pods that are not here, sorted. */
  private final int[] gone;

  /** Places here of pods that are not in the base, sorted. */
  private final int[] come;

  private final PodIndexes more;

  private PodTable(List<Pod> pods, PodIndexes base, int[] gone, int[] come) {
    this.pods = pods;
    this.base = base;
    this.gone = gone;
    this.come = come;
    this.more = new PodIndexes(Arrays.stream(come).mapToObj(pods::get).toList());
  }

  /** The table of pods, in the order of the cluster. */
  public static PodTable of(List<Pod> pods) {
    List<Pod> all = List.copyOf(pods);
    return new PodTable(all, new PodIndexes(all), new int[0], new int[0]);
  }

  /** The table of other pods. Those that are the same objects, in the same order, cost little. */
  @SuppressWarnings("ReferenceEquality") // an equal pod that is another object counts as changed
  PodTable with(List<Pod> others) {
    List<Pod> now = List.copyOf(others);
    List<Pod> before = base.pods();
    int most = Math.max(FEW, before.size() / PART);
    List<Integer> left = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    int i = 0;
    int j = 0;
    while ((i < before.size() || j < now.size()) && left.size() + added.size() <= most) {
      if (i == before.size()) {
        added.add(j++);
      } else if (j == now.size()) {
        left.add(i++);
      } else if (before.get(i) == now.get(j)) {
        i++;
        j++;
      } else if (before.get(i).ref().equals(now.get(j).ref())) {
        left.add(i++);
        added.add(j++);
      } else if (j + 1 < now.size() && now.get(j + 1) == before.get(i)) {
        added.add(j++);
      } else {
        left.add(i++);
      }
    }
    return left.size() + added.size() > most
        ? of(now)
        : new PodTable(now, base, array(left), array(added));
  }

  private static int[] array(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns true if it shares its indexes with another, so that few pods differ. */
  @SuppressWarnings("ReferenceEquality") // another base has other places
  boolean isNear(PodTable other) {
    return base == other.base;
  }

  /** The pods that only one of two tables has which share their indexes. */
  Collection<Pod> difference(PodTable other) {
    Set<Pod> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PodTable each : List.of(this, other)) {
      for (int place : each.gone) {
        flip(found, base.pods().get(place));
      }
      for (int place : each.come) {
        flip(found, each.pods.get(place));
      }
    }
    return found;
  }

  /** The pods that it has and the one whose indexes it shares has not. */
  List<Pod> come() {
    return more.pods();
  }

  /** The pods that it has not and the one whose indexes it shares has. */
  List<Pod> gone() {
    return Arrays.stream(gone).mapToObj(base.pods()::get).toList();
  }

  private static void flip(Set<Pod> pods, Pod pod) {
    if (!pods.remove(pod)) {
      pods.add(pod);
    }
  }

  /** Returns true if two pods have one namespace and name. */
  boolean hasTwins() {
    return base.hasTwins()
        || Arrays.stream(come)
            .mapToObj(pods::get)
            .anyMatch(pod -> called(pod.namespace(), pod.name()).size() > 1);
  }

  /** All pods. */
  public List<Pod> all() {
    return pods;
  }

  /** Those of a namespace and name; more than one only if the documents say so. */
  public List<Pod> called(String namespace, String name) {
    return find(
        PodKey.PATH,
        PodKey.hash(namespace, name),
        pod -> pod.name().equals(name) && pod.namespace().equals(namespace));
  }

  /** Those of a bare name. */
  public List<Pod> called(String name) {
    return find(PodKey.NAME, HashIndex.hash(name), pod -> pod.name().equals(name));
  }

  /** Those on a node. */
  public List<Pod> on(String node) {
    return find(PodKey.NODE, HashIndex.hash(node), pod -> node.equals(pod.nodeName()));
  }

  /** Those that a workload of a bare name brings. */
  public List<Pod> ownedBy(String name) {
    return find(PodKey.OWNER, HashIndex.hash(name), pod -> isOwner(pod.owner(), name));
  }

  private static boolean isOwner(@Nullable ObjectRef owner, String name) {
    return owner != null && owner.name().equals(name);
  }

  /** Those that have an address. */
  List<Pod> with(Ip address) {
    return find(PodKey.ADDRESS, address.hashCode(), pod -> address.equals(pod.podIp()));
  }

  private List<Pod> find(PodKey key, long hash, Predicate<Pod> wanted) {
    IntStream there =
        base.find(key, hash)
            .filter(place -> wanted.test(base.pods().get(place)))
            .map(this::place)
            .filter(place -> place >= 0);
    IntStream here =
        more.find(key, hash)
            .filter(number -> wanted.test(more.pods().get(number)))
            .map(number -> come[number]);
    return IntStream.concat(there, here).sorted().mapToObj(pods::get).toList();
  }

  /** The place here of a pod of the base; -1 if it is not here. */
  private int place(int there) {
    int found = Arrays.binarySearch(gone, there);
    if (found >= 0) {
      return -1;
    }
    int rank = there - (-found - 1); // among those of the base that are here
    int low = 0;
    int high = come.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (come[middle] - middle > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return rank + low;
  }
}
