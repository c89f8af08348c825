package dev.podlane.compile;

import dev.podlane.compile.cni.PodLink;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Segment;
import dev.podlane.compile.wire.Identities;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Crowd;
import dev.podlane.net.ns.MacPlan;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkIndex;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts about a compiled network that follow from the plan of its nodes and pods. */
final class PlannedIndex implements NetworkIndex {
  private final PlannedNodes planned;
  private final List<String> infra;

  /** Addresses of nodes, and of namespaces built at once. */
  private final Map<Ip, List<String>> owners;

  private final @Nullable NodeCrowd nodes;
  private final @Nullable String segment;
  private final int devices;

  PlannedIndex(
      PlannedNodes planned, List<NetworkNamespace> made, int heads, @Nullable Segment segment) {
    this.planned = planned;
    this.infra = new ArrayList<>();
    this.owners = new HashMap<>();
    this.segment = segment == null ? null : segment.name();
    int count = planned.plan().size(); // each has a wire
    PodNetwork plugin = planned.plan().podNetwork();
    made.subList(0, heads).forEach(this::add);
    for (NodePlan node : planned.plan().nodes()) {
      own(node.node().internalIp(), node.node().name());
      if (node.link() != null) {
        boolean hasPods = !node.pods().isEmpty();
        for (Ip address : plugin.addresses(node.node(), hasPods)) {
          own(address, node.node().name());
        }
        count += plugin.devices().size() + node.pods().size();
      }
    }
    made.subList(heads, made.size()).forEach(this::add);
    for (NetworkNamespace each : made) {
      count += each.infra() ? 0 : each.devices().size() - 1;
    }
    this.devices = count;
    this.nodes = segment == null ? null : new NodeCrowd(planned, owners);
  }

  private PlannedIndex(PlannedNodes planned, PlannedIndex before, int devices) {
    this.planned = planned;
    this.infra = before.infra;
    this.owners = before.owners;
    this.nodes = before.nodes;
    this.segment = before.segment;
    this.devices = devices;
  }

  /**
   * The index of a plan of the same nodes; null if one of them has its first pod now, or no longer
   * has any.
   *
   * @param changed numbers of the nodes whose pods are others
   */
  @Nullable PlannedIndex with(PlannedNodes others, Collection<Integer> changed) {
    int count = devices + others.plan().size() - planned.plan().size();
    for (int node : changed) {
      NodePlan before = planned.plan().nodes().get(node);
      NodePlan now = others.plan().nodes().get(node);
      if (before.pods().isEmpty() != now.pods().isEmpty()) {
        return null;
      }
      count += now.link() == null ? 0 : now.pods().size() - before.pods().size();
    }
    return new PlannedIndex(others, this, count);
  }

  private void add(NetworkNamespace namespace) {
    if (namespace.infra()) {
      infra.add(namespace.name());
    }
    for (Device device : namespace.devices().values()) {
      for (InterfaceAddress address : device.addresses()) {
        if (!address.ip().isLoopback()) {
          own(address.ip(), namespace.name());
        }
      }
    }
  }

  private void own(@Nullable Ip address, String namespace) {
    if (address != null) {
      List<String> all = owners.computeIfAbsent(address, any -> new ArrayList<>(1));
      // those of one namespace come one after the other
      if (all.isEmpty() || !all.get(all.size() - 1).equals(namespace)) {
        all.add(namespace);
      }
    }
  }

  @Override
  public List<String> owners(Ip address) {
    Set<String> found = new LinkedHashSet<>(owners.getOrDefault(address, List.of()));
    for (int number : planned.plan().podsWith(address)) {
      found.add(planned.plan().name(number));
    }
    return List.copyOf(found);
  }

  @Override
  public Collection<String> infra() {
    return List.copyOf(infra);
  }

  @Override
  public int devices() {
    return devices;
  }

  @Override
  public Optional<Crowd> crowd(String namespace, String bridge) {
    if (namespace.equals(segment)) {
      return Optional.ofNullable(nodes);
    }
    int node = planned.plan().node(namespace);
    if (node < 0) {
      return Optional.empty();
    }
    PodLink own = planned.plan().nodes().get(node).link();
    return own != null && bridge.equals(own.bridge())
        ? Optional.of(new PodCrowd(planned, node))
        : Optional.empty();
  }

  @Override
  public Mac added(Network network, String namespace, String device, int place) {
    return MacPlan.added(network, Identities.wanted(namespace + "/" + device));
  }
}
