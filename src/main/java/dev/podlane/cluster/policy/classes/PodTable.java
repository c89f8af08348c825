package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
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
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster that have a network of their own, numbered, and their profiles: pods of one
 * namespace with equal labels, named ports and families. Policies play no part in it. Thread-safe.
 */
final class PodTable {
  private final List<Pod> pods;
  private final Numbers profiles;
  private final Map<Ip.Family, Span> spans = new EnumMap<>(Ip.Family.class);
  private final int[] examples;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<SortedMap<String, String>> namespaceLabels = new ArrayList<>();
  private int[] starts = {};
  private final LabelIndex ofNamespaces;
  private final LabelIndex ofPods;
  private volatile @Nullable Map<NamedPort, int[]> byPort;
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

  /** The first and the last address of the pods. */
  private static final class Span {
    private @Nullable Ip first;
    private @Nullable Ip last;

    void add(Ip address) {
      first = first == null || address.compareTo(first) < 0 ? address : first;
      last = last == null || address.compareTo(last) > 0 ? address : last;
    }
  }

  PodTable(Cluster cluster) {
    List<Pod> all = cluster.pods();
    boolean isWhole = all.stream().allMatch(PodTable::counts);
    this.pods = isWhole ? all : all.stream().filter(PodTable::counts).toList();
    for (Ip.Family family : Ip.Family.values()) {
      spans.put(family, new Span());
    }
    List<Integer> first = new ArrayList<>();
    int[] found = profiles(first);
    this.examples = new int[first.size()];
    sort(cluster, first, found);
    this.profiles = Numbers.of(found, examples.length);
    this.ofNamespaces = new LabelIndex(namespaceLabels.size(), namespaceLabels::get);
    this.ofPods = new LabelIndex(examples.length, each -> example(each).labels());
  }

  private static boolean counts(Pod pod) {
    return !pod.hostNetwork() && !pod.isFinished();
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
      List<NamedPort> ports = ports(pod.containers());
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

  private Span span(Ip.Family family) {
    return Objects.requireNonNull(spans.get(family));
  }

  private static List<NamedPort> ports(List<Container> containers) {
    List<NamedPort> found = new ArrayList<>();
    for (Container container : containers) {
      for (ContainerPort port : container.ports()) {
        if (!port.name().isEmpty()) {
          found.add(new NamedPort(port.name(), port.protocol(), port.number()));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Numbers profiles anew so that those of a namespace follow each other. */
  private void sort(Cluster cluster, List<Integer> first, int[] found) {
    Map<String, SortedMap<String, String>> labels = new TreeMap<>();
    for (int each : first) {
      labels.computeIfAbsent(
          pods.get(each).namespace(),
          name -> new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, name)));
    }
    cluster.namespaces().forEach(each -> labels.put(each.name(), each.labels()));
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
    return ports(example(profile).containers());
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
  Map<NamedPort, int[]> withPorts() {
    Map<NamedPort, int[]> known = byPort;
    if (known == null) {
      Map<NamedPort, List<Integer>> lists = new HashMap<>();
      for (int i = 0; i < size(); i++) {
        for (NamedPort each : new LinkedHashSet<>(ports(i))) {
          lists.computeIfAbsent(each, any -> new ArrayList<>()).add(i);
        }
      }
      Map<NamedPort, int[]> made = new HashMap<>();
      lists.forEach((key, list) -> made.put(key, list.stream().mapToInt(i -> i).toArray()));
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
    Span span = span(block.cidr().network().family());
    Ip first = span.first;
    Ip last = span.last;
    if (first == null || last == null) {
      return false;
    }
    if (isApart(block.cidr(), first, last)) {
      return false;
    }
    for (Prefix each : block.except()) {
      if (each.contains(first) && each.contains(last)) {
        return false;
      }
      if (!isApart(each, first, last)) {
        return null;
      }
    }
    boolean holdsBoth = block.cidr().contains(first) && block.cidr().contains(last);
    return holdsBoth ? true : null;
  }

  private static boolean isApart(Prefix block, Ip first, Ip last) {
    return block.last().compareTo(first) < 0 || block.network().compareTo(last) > 0;
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
