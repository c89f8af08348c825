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
  private final List<Profile> all = new ArrayList<>();
  private final List<String> namespaces = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<SortedMap<String, String>> namespaceLabels = new ArrayList<>();
  private int[] starts = {};
  private final LabelIndex ofNamespaces;
  private final LabelIndex ofPods;
  private volatile @Nullable Map<String, int[]> byPort;
  private volatile @Nullable AddressOrder v4;
  private volatile @Nullable AddressOrder v6;

  /** A named port of a pod. */
  record NamedPort(String name, Protocol protocol, int number) {}

  /**
   * A profile.
   *
   * @param hasV4 true if its pods have an IPv4 address
   * @param hasV6 true if its pods have an IPv6 address
   */
  record Profile(
      String namespace,
      SortedMap<String, String> labels,
      List<NamedPort> ports,
      boolean hasV4,
      boolean hasV6) {
    private boolean is(Pod pod, List<NamedPort> itsPorts, boolean itsV4, boolean itsV6) {
      return hasV4 == itsV4
          && hasV6 == itsV6
          && ports.equals(itsPorts)
          && namespace.equals(pod.namespace())
          && labels.equals(pod.labels());
    }

    boolean has(Ip.Family family) {
      return family == Ip.Family.IPV4 ? hasV4 : hasV6;
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
    int[] found = profiles();
    sort(cluster, found);
    this.profiles = Numbers.of(found, this.all.size());
    this.ofNamespaces = new LabelIndex(namespaceLabels);
    this.ofPods = new LabelIndex(this.all.stream().map(Profile::labels).toList());
  }

  private static boolean counts(Pod pod) {
    return !pod.hostNetwork() && !pod.isFinished();
  }

  private int[] profiles() {
    Map<Profile, Integer> known = new HashMap<>();
    Map<List<NamedPort>, List<NamedPort>> lists = new HashMap<>();
    int[] found = new int[pods.size()];
    Profile last = null;
    int number = -1;
    for (int i = 0; i < found.length; i++) {
      Pod pod = pods.get(i);
      boolean hasV4 = note(pod, Ip.Family.IPV4);
      boolean hasV6 = note(pod, Ip.Family.IPV6);
      List<NamedPort> ports = ports(pod.containers());
      if (last == null || !last.is(pod, ports, hasV4, hasV6)) {
        List<NamedPort> one = lists.computeIfAbsent(ports, same -> same);
        Profile made = new Profile(pod.namespace(), pod.labels(), one, hasV4, hasV6);
        Integer old = known.putIfAbsent(made, known.size());
        number = old == null ? known.size() - 1 : old;
        if (old == null) {
          all.add(made);
        }
        last = all.get(number);
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
  private void sort(Cluster cluster, int[] found) {
    Map<String, SortedMap<String, String>> labels = new TreeMap<>();
    all.forEach(
        each ->
            labels.computeIfAbsent(
                each.namespace(), name -> new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, name))));
    cluster.namespaces().forEach(each -> labels.put(each.name(), each.labels()));
    labels.forEach(
        (name, its) -> {
          numbers.put(name, namespaces.size());
          namespaces.add(name);
          namespaceLabels.add(its);
        });
    int[] place = new int[namespaces.size() + 1];
    all.forEach(each -> place[number(each.namespace()) + 1]++);
    Arrays.parallelPrefix(place, Integer::sum);
    starts = place.clone();
    int[] renamed = new int[all.size()];
    Profile[] sorted = new Profile[all.size()];
    for (int i = 0; i < renamed.length; i++) {
      Profile each = all.get(i);
      renamed[i] = place[number(each.namespace())]++;
      sorted[renamed[i]] = each;
    }
    all.clear();
    all.addAll(Arrays.asList(sorted));
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
    return all.size();
  }

  Profile profile(int number) {
    return all.get(number);
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
      ofPods.select(atom.pods(), 0, all.size(), found);
    } else {
      ofNamespaces.select(
          by,
          0,
          namespaces.size(),
          each -> ofPods.select(atom.pods(), starts[each], starts[each + 1], found));
    }
  }

  /** The profiles with a port of a name. */
  int[] withPort(String name) {
    Map<String, int[]> known = byPort;
    if (known == null) {
      Map<String, List<Integer>> lists = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        for (NamedPort each : all.get(i).ports()) {
          List<Integer> list = lists.computeIfAbsent(each.name(), any -> new ArrayList<>());
          if (list.isEmpty() || list.get(list.size() - 1) != i) {
            list.add(i);
          }
        }
      }
      Map<String, int[]> made = new HashMap<>();
      lists.forEach((key, list) -> made.put(key, list.stream().mapToInt(i -> i).toArray()));
      known = made;
      byPort = made;
    }
    return known.getOrDefault(name, new int[0]);
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
    return block.cidr().contains(first) && block.cidr().contains(last) ? true : null;
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
