package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster that have a network of their own, numbered, and their profiles: pods of one
 * namespace with equal labels, named ports and families. Policies play no part in it. Thread-safe.
 */
final class PodTable {
  private final List<Pod> pods = new ArrayList<>();
  private final int[] profiles;
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
    boolean has(Ip.Family family) {
      return family == Ip.Family.IPV4 ? hasV4 : hasV6;
    }
  }

  PodTable(Cluster cluster) {
    cluster.pods().stream()
        .filter(pod -> !pod.hostNetwork() && !pod.isFinished())
        .forEach(pods::add);
    this.profiles = profiles();
    sort(cluster);
    this.ofNamespaces = new LabelIndex(namespaceLabels);
    this.ofPods = new LabelIndex(all.stream().map(Profile::labels).toList());
  }

  private int[] profiles() {
    Map<Profile, Integer> known = new HashMap<>();
    IdentityHashMap<List<Container>, List<NamedPort>> ports = new IdentityHashMap<>();
    int[] found = new int[pods.size()];
    Profile last = null;
    int lastNumber = -1;
    for (int i = 0; i < found.length; i++) {
      Pod pod = pods.get(i);
      List<NamedPort> its = ports.computeIfAbsent(pod.containers(), PodTable::ports);
      boolean hasV4 = address(pod, Ip.Family.IPV4) != null;
      boolean hasV6 = address(pod, Ip.Family.IPV6) != null;
      Profile profile = new Profile(pod.namespace(), pod.labels(), its, hasV4, hasV6);
      if (!profile.equals(last)) {
        Integer number = known.putIfAbsent(profile, known.size());
        lastNumber = number == null ? known.size() - 1 : number;
        last = profile;
        if (number == null) {
          all.add(profile);
        }
      }
      found[i] = lastNumber;
    }
    return found;
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
  private void sort(Cluster cluster) {
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
    for (int i = 0; i < profiles.length; i++) {
      profiles[i] = renamed[profiles[i]];
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
  int[] profileOfPods() {
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
