package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.workspace.pairs.Column;
import dev.podlane.workspace.pairs.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with pods that do not exist yet, so that they can be walked: without labels, beside a
 * pod that has an address, and listening where they are asked. Senders and receivers are different
 * pods, so that no pod is walked to itself.
 *
 * @param place the cluster with them
 * @param names their names in probes
 */
record NewPods(Workspace place, Map<Wanted, String> names) {
  /** Pods of one answer; each costs a place in the plan of the network. */
  private static final int MOST = 1_000;

  /** Addresses that are tried for one pod. */
  private static final int NEAR = 500;

  private static final String NAME = "podlane-new";

  /**
   * A pod that is asked for.
   *
   * @param namespace its namespace; empty for one that does not exist yet
   * @param port the one at which it listens; null for a sender
   */
  record Wanted(String namespace, @Nullable ContainerPort port) {
    /** The sender in the place of a group. */
    static Wanted of(Group group) {
      return new Wanted(in(group), null);
    }

    /** The receiver in the place of a group. */
    static Wanted of(Column column) {
      ContainerPort port = new ContainerPort("", column.port(), column.protocol(), 0, null);
      return new Wanted(in(column.group()), port);
    }

    private static String in(Group group) {
      return group.kind() == Group.Kind.NEW_PODS ? group.namespace() : "";
    }
  }

  /** A cluster with the first pods that are asked for; those that find no address are left out. */
  static NewPods in(Workspace workspace, Collection<Wanted> all) {
    Cluster cluster = workspace.cluster().orElse(null);
    Pod beside = cluster == null ? null : beside(cluster);
    if (cluster == null || beside == null || all.isEmpty()) {
      return new NewPods(workspace, Map.of());
    }
    Addresses free = new Addresses(cluster, beside);
    Set<String> taken = new HashSet<>();
    cluster.pods().forEach(pod -> taken.add(pod.ref().path()));
    cluster.namespaces().forEach(each -> taken.add(each.name()));
    cluster.pods().forEach(pod -> taken.add(pod.namespace()));
    String unused = free(NAME, "", taken);
    List<Pod> pods = new ArrayList<>(cluster.pods());
    Map<Wanted, String> names = new HashMap<>();
    for (Wanted each : all) {
      Ip address = names.size() == MOST ? null : free.next();
      if (address == null) {
        break;
      }
      String namespace = each.namespace().isEmpty() ? unused : each.namespace();
      String name =
          free(NAME + (each.port() == null ? "-sender" : "-receiver"), namespace + "/", taken);
      ObjectRef ref = new ObjectRef("v1", "Pod", namespace, name);
      taken.add(ref.path());
      pods.add(pod(ref, beside, address, each.port()));
      names.put(each, ref.path());
    }
    return new NewPods(workspace.with(old -> old.with(pods, old.services())), names);
  }

  private static String free(String name, String before, Set<String> taken) {
    String free = name;
    for (int next = 1; taken.contains(before + free); next++) {
      free = name + "-" + next;
    }
    return free;
  }

  /** A pod whose network is like that of a new one. */
  private static @Nullable Pod beside(Cluster cluster) {
    return cluster.pods().stream()
        .filter(pod -> pod.hasNetwork() && !pod.hostNetwork() && !pod.traits().terminating())
        .filter(pod -> pod.podIp() != null && pod.podIp().isV4())
        .findFirst()
        .orElse(null);
  }

  private static Pod pod(ObjectRef ref, Pod beside, Ip address, @Nullable ContainerPort listens) {
    List<ContainerPort> ports = listens == null ? List.of() : List.of(listens);
    PodTraits traits =
        new PodTraits(
            List.of(address), Readiness.READY, false, "", "", null, PodTraits.Origin.BROUGHT);
    return new Pod(
        ref,
        Place.NOWHERE,
        new TreeMap<>(),
        beside.nodeName(),
        address,
        /* hostNetwork= */ false,
        Pod.Phase.RUNNING,
        List.of(new Container("new", "", ports, false)),
        null,
        0,
        traits);
  }

  /** Free addresses near that of a pod, in its node's block. */
  private static final class Addresses {
    private final Set<Ip> taken = new HashSet<>();
    private final @Nullable Prefix block;
    private final @Nullable Ip first;
    private int step;

    Addresses(Cluster cluster, Pod beside) {
      cluster.pods().forEach(pod -> taken.addAll(pod.traits().addresses()));
      for (Pod pod : cluster.pods()) {
        Ip address = pod.podIp();
        if (address != null) {
          taken.add(address);
        }
      }
      this.first = beside.podIp();
      this.block =
          cluster.nodes().stream()
              .filter(node -> node.name().equals(beside.nodeName()))
              .map(Node::podCidr)
              .findFirst()
              .orElse(null);
    }

    /** The next one; null if there is none near. */
    @Nullable Ip next() {
      Ip from = first;
      while (from != null && step < NEAR) {
        step++;
        Ip address = from.plus(step % 2 == 1 ? (step + 1) / 2 : -step / 2);
        long last = address.low() & 255;
        // The first of a block is often the bridge's, and the last nobody's.
        boolean isUsual = last > 1 && last < 255;
        if (isUsual && (block == null || block.contains(address)) && taken.add(address)) {
          return address;
        }
      }
      return null;
    }
  }
}
