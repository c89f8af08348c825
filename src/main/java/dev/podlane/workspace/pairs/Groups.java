package dev.podlane.workspace.pairs;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.verdict.NodeAddresses;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts the pods of a cluster in groups, and everybody beside them. */
final class Groups {
  /** Names of pods that do not exist, one for each side, so that no pair is a pod with itself. */
  private static final List<String> NEW = List.of("new pod", "another new pod");

  private final Cluster cluster;
  private final PolicyClasses classes;
  private final Ip.Family family;

  Groups(Cluster cluster, PolicyClasses classes, Ip.Family family) {
    this.cluster = cluster;
    this.classes = classes;
    this.family = family;
  }

  /**
   * The groups of the pods, by namespace and name; classes in the order of their first pods.
   *
   * @param alone number of a pod that gets a group of its own, which is the first; −1 for none
   */
  List<Group> ofPods(Grouping grouping, int alone) {
    record Key(Group.Kind kind, String namespace, String name, String owner) {}
    Map<Key, List<Integer>> found =
        grouping == Grouping.CLASS
            ? new LinkedHashMap<>()
            : new TreeMap<>(
                Comparator.comparing(Key::namespace)
                    .thenComparing(Key::name)
                    .thenComparing(Key::owner));
    Map<Integer, Key> ofClass = new LinkedHashMap<>();
    List<Pod> pods = classes.pods();
    for (int i = 0; i < pods.size(); i++) {
      Pod pod = pods.get(i);
      if (i == alone) {
        continue;
      }
      Key key;
      if (grouping == Grouping.NAMESPACE) {
        key = new Key(Group.Kind.NAMESPACE, pod.namespace(), "", "");
      } else if (grouping == Grouping.CLASS) {
        int number = classes.classOf(i);
        Key known = ofClass.get(number);
        key =
            known == null
                ? new Key(Group.Kind.CLASS, "", "class-" + (ofClass.size() + 1), "")
                : known;
        ofClass.putIfAbsent(number, key);
      } else {
        ObjectRef owner = pod.owner();
        key =
            owner == null
                ? new Key(Group.Kind.WORKLOAD, pod.namespace(), pod.name(), "Pod")
                : new Key(Group.Kind.WORKLOAD, pod.namespace(), owner.name(), owner.kind());
      }
      found.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
    }
    List<Group> all = new ArrayList<>();
    if (alone >= 0) {
      Pod pod = pods.get(alone);
      all.add(
          new Group(
              Group.Kind.POD, pod.namespace(), pod.name(), "Pod", new int[] {alone}, List.of()));
    }
    found.forEach(
        (key, its) ->
            all.add(
                new Group(
                    key.kind(),
                    key.namespace(),
                    key.name(),
                    key.owner(),
                    its.stream().mapToInt(Integer::intValue).toArray(),
                    List.of())));
    return all;
  }

  /** The nodes, each a group of its own: a pod lets in its own node alone. */
  List<Group> nodes() {
    List<Group> all = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      Stranger stranger =
          new Stranger.OfNode(
              node,
              NodeAddresses.own(node, family),
              NodeAddresses.towardsPods(cluster.network(), node, family));
      all.add(group(Group.Kind.NODE, "", node.name(), List.of(stranger)));
    }
    return all;
  }

  /** The world outside, and pods that do not exist yet: of each namespace, and of a new one. */
  List<Group> exposure(boolean sends) {
    List<Group> all = new ArrayList<>();
    List<Policy> policies = classes.policies();
    List<Stranger> outside = new OutsideRanges(cluster, policies, family).all();
    all.add(group(Group.Kind.OUTSIDE, "", "", outside));
    Ip address = newAddress(policies);
    TreeSet<String> namespaces = new TreeSet<>();
    cluster.namespaces().stream().map(KubeNamespace::name).forEach(namespaces::add);
    classes.pods().forEach(pod -> namespaces.add(pod.namespace()));
    for (String each : namespaces) {
      all.add(group(Group.Kind.NEW_PODS, each, "", List.of(newPod(each, address, sends))));
    }
    // No namespace can have this name, so no policy can mean it.
    all.add(group(Group.Kind.NEW_NAMESPACE, "", "", List.of(newPod(" ", address, sends))));
    return all;
  }

  private static Group group(
      Group.Kind kind, String namespace, String name, List<Stranger> strangers) {
    return new Group(kind, namespace, name, "", new int[0], strangers);
  }

  private Stranger newPod(String namespace, @Nullable Ip address, boolean sends) {
    return new Stranger.NewPod(
        new Pod(
            new ObjectRef("v1", "Pod", namespace, NEW.get(sends ? 0 : 1)),
            Place.NOWHERE,
            new TreeMap<>(),
            null,
            address,
            /* hostNetwork= */ false,
            Pod.Phase.RUNNING,
            List.of(),
            null,
            0,
            PodTraits.PLAIN));
  }

  /** An address of the pod network, if no block of a policy has but a part of it. */
  private @Nullable Ip newAddress(List<Policy> policies) {
    Prefix pods = cluster.network().podCidr();
    boolean isCut =
        policies.stream()
            .flatMap(policy -> OutsideRanges.blocks(policy).stream())
            .anyMatch(block -> pods.contains(block) && !block.contains(pods));
    return isCut || pods.network().family() != family ? null : pods.network();
  }
}
