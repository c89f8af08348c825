package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster that have a network of their own, numbered, and their profiles: pods of one
 * namespace with equal labels, named ports and families. Policies play no part in it. Thread-safe.
 */
final class PodTable {
  private final List<Pod> pods;
  private final Numbers profiles;
  private final Map<Ip.Family, AddressSpan> spans;
  private final int[] examples;
  private final Map<String, Integer> numbers;
  private final List<SortedMap<String, String>> namespaceLabels;
  private int[] starts = {};
  private final LabelIndex ofNamespaces;
  private final LabelIndex ofPods;
  private volatile @Nullable Map<NamedPort, Numbers> byPort;
  private volatile @Nullable AddressOrder v4;
  private volatile @Nullable AddressOrder v6;

  /** A named port of a pod. */
  record NamedPort(String name, Protocol protocol, int number) {}

  /** The part of a pod that its profile is. */
  private record Profile(
      String namespace,
      SortedMap<String, String> labels,
      List<NamedPort> ports,
      boolean hasV4,
      boolean hasV6) {
    boolean is(Pod pod, List<NamedPort> itsPorts, boolean itsV4, boolean itsV6) {
      return hasV4 == itsV4
          && hasV6 == itsV6
          && ports.equals(itsPorts)
          && namespace.equals(pod.namespace())
          && labels.equals(pod.labels());
    }
  }

  PodTable(Cluster cluster) {
    this.pods = PolicedPods.of(cluster);
    this.spans = new EnumMap<>(Ip.Family.class);
    this.numbers = new HashMap<>();
    this.namespaceLabels = new ArrayList<>();
    for (Ip.Family family : Ip.Family.values()) {
      spans.put(family, new AddressSpan());
    }
    List<Integer> first = new ArrayList<>();
    int[] found = profiles(first);
    this.examples = new int[first.size()];
    sort(PolicedPods.namespaces(cluster, pods), first, found);
    this.profiles = Numbers.of(found, examples.length);
    this.ofNamespaces = new LabelIndex(namespaceLabels.size(), namespaceLabels::get);
    this.ofPods = new LabelIndex(examples.length, each -> example(each).labels());
  }

  /** The same table over equal pods of another cluster, and their namespaces. */
  private PodTable(PodTable known, List<Pod> equal) {
    this.pods = equal;
    this.spans = known.spans;
    this.numbers = known.numbers;
    this.namespaceLabels = known.namespaceLabels;
    this.starts = known.starts;
    this.examples = known.examples;
    this.profiles = known.profiles;
    this.ofNamespaces = known.ofNamespaces;
    // Not over its own pods: the cluster that is gone would be kept by it.
    this.ofPods = known.ofPods.over(each -> example(each).labels());
    this.byPort = known.byPort;
    this.v4 = known.v4;
    this.v6 = known.v6;
  }

  /**
   * This table for another cluster in which policies see the same pods.
   *
   * @return null if they may see others
   */
  @Nullable PodTable over(Cluster next) {
    List<Pod> all = PolicedPods.of(next);
    if (!PolicedPods.areAlike(pods, all)) {
      return null;
    }
    SortedMap<String, SortedMap<String, String>> labels = PolicedPods.namespaces(next, all);
    boolean isSame =
        labels.size() == namespaceLabels.size()
            && labels.entrySet().stream()
                .allMatch(
                    each ->
                        numbers.containsKey(each.getKey())
                            && namespaceLabels.get(number(each.getKey())).equals(each.getValue()));
    return isSame ? new PodTable(this, all) : null;
  }

  /** Numbers the profiles in the order of their first pods, which are noted. */
  private int[] profiles(List<Integer> first) {
    Map<Profile, Integer> known = new HashMap<>();
    int[] found = new int[pods.size()];
    Profile last = null;
    int number = -1;
    for (int i = 0; i < found.length; i++) {
      Pod pod = pods.get(i);
      boolean hasV4 = note(pod, Ip.Family.IPV4);
      boolean hasV6 = note(pod, Ip.Family.IPV6);
      List<NamedPort> ports = PolicedPods.ports(pod);
      if (last == null || !last.is(pod, ports, hasV4, hasV6)) {
        last = new Profile(pod.namespace(), pod.labels(), ports, hasV4, hasV6);
        Integer old = known.putIfAbsent(last, known.size());
        number = old == null ? known.size() - 1 : old;
        if (old == null) {
          first.add(i);
        }
      }
      found[i] = number;
    }
    return found;
  }

  /** Notes the address of a pod; returns false if it has none of that family. */
  private boolean note(Pod pod, Ip.Family family) {
    Ip address = address(pod, family);
    if (address != null) {
      span(family).add(address);
    }
    return address != null;
  }

  private AddressSpan span(Ip.Family family) {
    return Objects.requireNonNull(spans.get(family));
  }

  /** Numbers profiles anew so that those of a namespace follow each other. */
  private void sort(
      SortedMap<String, SortedMap<String, String>> labels, List<Integer> first, int[] found) {
    labels.forEach(
        (name, its) -> {
          numbers.put(name, namespaceLabels.size());
          namespaceLabels.add(its);
        });
    int[] place = new int[namespaceLabels.size() + 1];
    first.forEach(each -> place[number(pods.get(each).namespace()) + 1]++);
    Arrays.parallelPrefix(place, Integer::sum);
    starts = place.clone();
    int[] renamed = new int[examples.length];
    for (int i = 0; i < renamed.length; i++) {
      renamed[i] = place[number(pods.get(first.get(i)).namespace())]++;
      examples[renamed[i]] = first.get(i);
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = renamed[found[i]];
    }
  }

  private int number(String namespace) {
    return numbers.getOrDefault(namespace, -1);
  }

  /** The address by which policies see a pod; null if it has none of that family. */
  static @Nullable Ip address(Pod pod, Ip.Family family) {
    return Party.of(pod, family).address();
  }

  List<Pod> pods() {
    return pods;
  }

  /** The profile of each pod. */
  Numbers profileOfPods() {
    return profiles;
  }

  int size() {
    return examples.length;
  }

  private Pod example(int profile) {
    return pods.get(examples[profile]);
  }

  /** The named ports of the pods of a profile. */
  List<NamedPort> ports(int profile) {
    return PolicedPods.ports(example(profile));
  }

  /** Returns true if the pods of a profile have an address of a family. */
  boolean has(int profile, Ip.Family family) {
    return address(example(profile), family) != null;
  }

  /** Calls back for each profile that is selected. */
  void select(Atom.Pods atom, IntConsumer found) {
    LabelSelector by = atom.namespaces();
    if (!atom.namespace().isEmpty()) {
      int only = number(atom.namespace());
      if (only >= 0 && (by == null || by.matches(namespaceLabels.get(only)))) {
        ofPods.select(atom.pods(), starts[only], starts[only + 1], found);
      }
    } else if (by == null || by.isEverything()) {
      ofPods.select(atom.pods(), 0, size(), found);
    } else {
      ofNamespaces.select(
          by,
          0,
          namespaceLabels.size(),
          each -> ofPods.select(atom.pods(), starts[each], starts[each + 1], found));
    }
  }

  /** The profiles with each named port. */
  Map<NamedPort, Numbers> withPorts() {
    Map<NamedPort, Numbers> known = byPort;
    if (known == null) {
      Map<NamedPort, List<Integer>> lists = new HashMap<>();
      for (int i = 0; i < size(); i++) {
        for (NamedPort each : new LinkedHashSet<>(ports(i))) {
          lists.computeIfAbsent(each, any -> new ArrayList<>()).add(i);
        }
      }
      Map<NamedPort, Numbers> made = new HashMap<>();
      lists.forEach(
          (key, list) ->
              made.put(key, Numbers.of(list.stream().mapToInt(i -> i).toArray(), size())));
      known = made;
      byPort = made;
    }
    return known;
  }

  /**
   * Tells of a block if it has the addresses of all pods that have one of its family, or of none.
   *
   * @return null if it may have those of some
   */
  @Nullable Boolean hasAll(Atom.Block block) {
    return span(block.cidr().network().family()).isIn(block);
  }

  /** The pods by their addresses; made when a block is first asked about. */
  AddressOrder addresses(Ip.Family family) {
    boolean isV4 = family == Ip.Family.IPV4;
    AddressOrder known = isV4 ? v4 : v6;
    if (known == null) {
      known = new AddressOrder(pods, family);
      if (isV4) {
        v4 = known;
      } else {
        v6 = known;
      }
    }
    return known;
  }
}
