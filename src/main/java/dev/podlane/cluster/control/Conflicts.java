package dev.podlane.cluster.control;

import dev.podlane.cluster.ipam.HostLocal;
import dev.podlane.cluster.ipam.NetworkDefaults;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.schedule.ScheduledPod;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports contradictions between objects; all objects stay as they are. */
public final class Conflicts {
  private final ClusterNetwork network;
  private final List<Node> nodes;
  private final Diagnostics report;

  /** The place of each pod's address in the documents; filled once one is wrong. */
  private final Map<ObjectRef, Place> addressPlaces = new HashMap<>();

  public Conflicts(ClusterNetwork network, List<Node> nodes, Diagnostics report) {
    this.network = network;
    this.nodes = nodes;
    this.report = report;
  }

  public void report(List<Pod> pods, List<ScheduledPod> placed) {
    networks();
    nodeAddresses();
    blocks();
    pods(pods, placed);
  }

  private void networks() {
    Place place = network.place();
    Prefix nodeCidr = network.nodeCidr();
    if (isEverywhere()) {
      return;
    }
    boolean isOneNetwork = network.podNetwork().isInNodeNetwork();
    if (!isOneNetwork && network.podCidr().overlaps(nodeCidr)) {
      report.error(place, "network.pods-and-nodes", "" + network.podCidr(), "" + nodeCidr);
    }
    if (network.podCidr().overlaps(network.serviceCidr())) {
      String services = "" + network.serviceCidr();
      report.warn(place, "network.pods-and-services", "" + network.podCidr(), services);
    }
    if (nodeCidr.overlaps(network.serviceCidr())) {
      String services = "" + network.serviceCidr();
      report.warn(place, "network.nodes-and-services", "" + nodeCidr, services);
    }
  }

  /** Returns true if nodes far apart share one wire, which is reported separately. */
  private boolean isEverywhere() {
    return !network.isWritten() && network.nodeCidr().length() < NetworkDefaults.SHORTEST;
  }

  private void nodeAddresses() {
    Map<Ip, String> owners = new HashMap<>();
    owners.put(network.gateway(), "gateway");
    for (Node node : nodes) {
      Ip ip = node.internalIp();
      if (ip == null) {
        continue;
      }
      String other = owners.putIfAbsent(ip, node.name());
      if (other != null) {
        report.error(node.place(), "node.ip-twice", node.name(), "" + ip, other);
      }
      if (!network.nodeCidr().contains(ip)) {
        String cidr = "" + network.nodeCidr();
        report.error(node.place(), "node.ip-outside", node.name(), "" + ip, cidr);
      }
    }
  }

  /**
   * Blocks in rising order: one that overlaps an earlier one overlaps the one that reaches
   * furthest.
   */
  private void blocks() {
    TreeMap<Prefix, Node> sorted = new TreeMap<>();
    for (Node node : nodes) {
      Prefix block = node.podCidr();
      if (block == null) {
        continue;
      }
      if (block.overlaps(network.nodeCidr()) && !isEverywhere()) {
        overlap(node, block, network.nodeCidr(), "node.block-and-nodes");
      } else if (block.overlaps(network.serviceCidr())) {
        overlap(node, block, network.serviceCidr(), "node.block-and-services");
      } else if (!network.podCidr().contains(block) && !isEverywhere()) {
        overlap(node, block, network.podCidr(), "node.block-outside");
      }
      Node same = sorted.putIfAbsent(block, node);
      if (same != null) {
        report.error(node.place(), "node.blocks", node.name(), "" + block, same.name(), "" + block);
      }
    }
    Map.Entry<Prefix, Node> furthest = null;
    for (Map.Entry<Prefix, Node> entry : sorted.entrySet()) {
      Prefix block = entry.getKey();
      if (furthest != null && furthest.getKey().overlaps(block)) {
        Node node = entry.getValue();
        String other = furthest.getValue().name();
        String with = "" + furthest.getKey();
        report.error(node.place(), "node.blocks", node.name(), "" + block, other, with);
      }
      if (furthest == null || block.last().compareTo(furthest.getKey().last()) > 0) {
        furthest = entry;
      }
    }
  }

  private void overlap(Node node, Prefix block, Prefix other, String code) {
    report.warn(node.place(), code, node.name(), "" + block, "" + other);
  }

  private void pods(List<Pod> pods, List<ScheduledPod> placed) {
    Map<String, Node> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    Map<Ip, String> owners = new HashMap<>();
    for (Node node : nodes) {
      if (node.internalIp() != null) {
        owners.putIfAbsent(node.internalIp(), node.name());
      }
    }
    owners.put(network.gateway(), "gateway");
    for (Pod pod : pods) {
      Ip ip = pod.podIp();
      if (!pod.hasNetwork() || pod.hostNetwork() || ip == null) {
        continue;
      }
      String other = owners.putIfAbsent(ip, pod.ref().path());
      if (other != null) {
        report.error(addressPlace(pod, placed), "pod.ip-twice", pod.ref().path(), "" + ip, other);
      }
      Node node = byName.get(pod.nodeName());
      Prefix block = node == null || network.podNetwork().hasOwnBlocks() ? null : node.podCidr();
      if (node != null && block != null && !block.contains(ip)) {
        String name = pod.ref().path();
        Place place = addressPlace(pod, placed);
        report.warn(place, "pod.ip-outside", name, "" + ip, node.name(), "" + block);
      } else if (block != null && ip.equals(HostLocal.gateway(block))) {
        report.error(addressPlace(pod, placed), "pod.ip-is-bridge", pod.ref().path(), "" + ip);
      }
    }
  }

  private Place addressPlace(Pod pod, List<ScheduledPod> placed) {
    if (addressPlaces.isEmpty()) {
      placed.forEach(
          each -> addressPlaces.put(each.draft().ref(), each.draft().status().ipPlace()));
    }
    return addressPlaces.getOrDefault(pod.ref(), pod.place());
  }
}
