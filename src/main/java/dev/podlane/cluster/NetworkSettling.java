package dev.podlane.cluster;

import dev.podlane.cluster.ClusterNetwork.PodNetworkKind;
import dev.podlane.cluster.Drafts.NetworkDraft;
import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in what {@code ClusterNetwork} leaves out: from nodes and pods, else as in the article. */
final class NetworkSettling {
  private static final ObjectRef INFERRED =
      new ObjectRef("podlane.dev/v1", "ClusterNetwork", "", "cluster");
  private static final int DEFAULT_MASK = 24;
  private static final int DEFAULT_POD_LENGTH = 16;
  private static final int DEFAULT_MTU = 1500;

  /** Shorter prefixes hold addresses that cannot be of one network. */
  static final int SHORTEST = 8;

  private static final Prefix DOCKER0 = Prefix.parse("172.17.0.0/16");
  private static final List<Prefix> NODE_CIDRS = prefixes("10.100.0.0/24", "192.168.100.0/24");
  private static final List<Prefix> POD_CIDRS =
      prefixes("10.0.0.0/16", "10.244.0.0/16", "172.20.0.0/16", "192.168.0.0/16");
  private static final List<Prefix> SERVICE_CIDRS =
      prefixes("10.200.0.0/16", "10.96.0.0/16", "172.30.0.0/16", "192.168.0.0/16");

  private final Report report;
  private final NetworkDraft draft;
  private final NetworkConfiguration configured;

  NetworkSettling(Inventory inventory, Report report) {
    this.report = report;
    this.configured = NetworkConfiguration.of(inventory);
    List<NetworkDraft> drafts = new ArrayList<>(inventory.networks.values());
    this.draft = drafts.isEmpty() ? nothing() : drafts.get(0);
    drafts.stream()
        .skip(1)
        .forEach(d -> report.warn(d.place(), "network.second", d.ref().name(), draft.ref().name()));
  }

  private static List<Prefix> prefixes(String... texts) {
    return Stream.of(texts).map(Prefix::parse).toList();
  }

  private static NetworkDraft nothing() {
    Place none = Place.NOWHERE;
    return new NetworkDraft(
        INFERRED, none, null, none, null, none, null, none, null, none, null, null, null, null,
        null, List.of());
  }

  /**
   * What is said about the network and not simulated; nodes it names that are not there are told.
   */
  List<Influence> influences(List<Node> nodes) {
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    for (Influence each : draft.influences()) {
      if (each.reach() instanceof Reach.OnNodes on) {
        on.names().stream()
            .filter(name -> !names.contains(name))
            .forEach(name -> report.warn(draft.place(), "network.node-down-unknown", name));
      }
    }
    List<Influence> all = new ArrayList<>(draft.influences());
    if (draft.podNetwork() == null && draft.instead() == null) {
      all.addAll(configured.influences());
    }
    return all;
  }

  ClusterNetwork settle(List<Node> nodes, List<PodDraft> pods) {
    Prefix nodeCidr = nodeCidr(nodes);
    Ip gateway = gateway(nodeCidr, nodes);
    Prefix podCidr = podCidr(nodes, pods, nodeCidr);
    int mask = mask(nodes, podCidr);
    Prefix serviceCidr = serviceCidr(nodeCidr, podCidr);
    if (draft.instead() != null) {
      report.assume("network.pod-network-instead", null, draft.instead(), "bridge");
    } else if (draft.podNetwork() == null && configured.flannel() != null) {
      String flannel = "flannel-" + configured.backend();
      report.assume("network.pod-network-instead", configured.flannel(), flannel, "bridge");
    } else if (draft.podNetwork() == null) {
      report.assume("network.pod-network", null, "bridge");
    }
    Integer mtu = draft.mtu();
    if (mtu == null) {
      report.assume("network.mtu", null, "" + DEFAULT_MTU);
    }
    boolean plain = "docker0".equals(draft.podNetwork());
    List<GatewayRoute> routes =
        new GatewayRoutes(report).checked(draft.gatewayRoutes(), nodeCidr, gateway);
    return new ClusterNetwork(
        draft.ref(),
        draft.place(),
        nodeCidr,
        gateway,
        podCidr,
        mask,
        serviceCidr,
        plain ? PodNetworkKind.DOCKER0 : PodNetworkKind.BRIDGE,
        mtu == null ? DEFAULT_MTU : mtu,
        plain && routes == null ? List.of() : routes);
  }

  private Prefix nodeCidr(List<Node> nodes) {
    Prefix written = draft.nodeCidr();
    if (written != null) {
      return written;
    }
    List<Ip> known =
        Stream.concat(nodes.stream().map(Node::internalIp), Stream.ofNullable(draft.gateway()))
            .filter(Objects::nonNull)
            .toList();
    if (!known.isEmpty()) {
      Prefix around = around(known, DEFAULT_MASK);
      report.assume("network.node-cidr-from-nodes", null, "" + around);
      if (around.length() < SHORTEST) {
        report.warn(Place.NOWHERE, "network.nodes-apart", "" + around);
      }
      return around;
    }
    Prefix chosen = clearOf(NODE_CIDRS, draft.podCidr(), draft.serviceCidr());
    report.assume("network.node-cidr", null, "" + chosen);
    return chosen;
  }

  /** The longest block of at most this prefix length that holds all addresses. */
  private static Prefix around(List<Ip> addresses, int length) {
    Prefix block = Prefix.of(addresses.get(0), length);
    for (Ip ip : addresses) {
      while (!block.contains(ip)) {
        block = Prefix.of(block.network(), block.length() - 1);
      }
    }
    return block;
  }

  /** The addresses of the /8 in which most of them are, the first of equals. */
  private static List<Ip> commonest(List<Ip> addresses) {
    Map<Prefix, List<Ip>> byStart = new LinkedHashMap<>();
    for (Ip ip : addresses) {
      byStart.computeIfAbsent(Prefix.of(ip, SHORTEST), start -> new ArrayList<>()).add(ip);
    }
    return Collections.max(byStart.values(), Comparator.comparingInt(List::size));
  }

  private static Prefix clearOf(List<Prefix> candidates, @Nullable Prefix... others) {
    return candidates.stream()
        .filter(candidate -> Stream.of(others).noneMatch(o -> o != null && o.overlaps(candidate)))
        .findFirst()
        .orElse(candidates.get(0));
  }

  private Ip gateway(Prefix nodeCidr, List<Node> nodes) {
    Ip written = draft.gateway();
    if (written != null) {
      if (NetworkReader.isHost(nodeCidr, written)) {
        return written;
      }
      report.error(draft.gatewayPlace(), "network.gateway-outside", "" + written, "" + nodeCidr);
    }
    Set<Ip> taken = new HashSet<>();
    for (Node node : nodes) {
      if (node.internalIp() != null) {
        taken.add(node.internalIp());
      }
    }
    // Of a network that holds everything, the part where the first node is.
    boolean apart = nodeCidr.length() < SHORTEST && !taken.isEmpty();
    Prefix near = apart ? Prefix.of(Collections.min(taken), DEFAULT_MASK) : nodeCidr;
    Ip free = near.network().plus(1);
    while (taken.contains(free) && NetworkReader.isHost(nodeCidr, free.plus(1))) {
      free = free.plus(1);
    }
    report.assume("network.gateway", null, "" + free);
    return free;
  }

  private Prefix podCidr(List<Node> nodes, List<PodDraft> pods, Prefix nodeCidr) {
    Prefix written = draft.podCidr();
    if (written != null) {
      return written;
    }
    if ("docker0".equals(draft.podNetwork())) {
      report.assume("network.pod-cidr", null, "" + DOCKER0);
      return DOCKER0;
    }
    Prefix said = configured.podCidr();
    if (said != null) {
      report.assume("network.pod-cidr-from-config", null, "" + said, configured.podSource());
      return said;
    }
    boolean apart = nodeCidr.length() < SHORTEST;
    List<Prefix> blocks =
        nodes.stream()
            .map(Node::podCidr)
            .filter(block -> block != null && (apart || !block.overlaps(nodeCidr)))
            .toList();
    List<Ip> known = new ArrayList<>();
    blocks.forEach(block -> known.add(block.network()));
    blocks.forEach(block -> known.add(block.last()));
    if (known.isEmpty()) {
      pods.stream()
          .filter(pod -> !pod.spec().hostNetwork())
          .map(pod -> pod.status().ip())
          .filter(Objects::nonNull)
          .forEach(known::add);
    }
    if (!known.isEmpty()) {
      int longest = blocks.isEmpty() ? DEFAULT_POD_LENGTH : Math.min(16, blocks.get(0).length());
      Prefix around = around(commonest(known), longest);
      report.assume("network.pod-cidr-from-nodes", null, "" + around);
      return around;
    }
    Prefix chosen = clearOf(POD_CIDRS, nodeCidr, draft.serviceCidr());
    report.assume("network.pod-cidr", null, "" + chosen);
    return chosen;
  }

  private int mask(List<Node> nodes, Prefix podCidr) {
    Integer written = draft.nodeMaskSize();
    if (written != null && written >= podCidr.length()) {
      return written;
    }
    if (written != null) {
      report.error(draft.nodeMaskPlace(), "network.mask", "" + written, "" + podCidr);
    }
    int chosen =
        nodes.stream()
            .map(Node::podCidr)
            .filter(Objects::nonNull)
            .map(Prefix::length)
            .filter(length -> length >= podCidr.length() && length <= HostLocal.LONGEST_BLOCK)
            .findFirst()
            .orElse(DEFAULT_MASK);
    if (chosen <= podCidr.length()) {
      chosen = Math.min(HostLocal.LONGEST_BLOCK, podCidr.length() + 4);
    }
    report.assume("network.node-mask", null, "" + chosen);
    return chosen;
  }

  private Prefix serviceCidr(Prefix nodeCidr, Prefix podCidr) {
    Prefix written = draft.serviceCidr();
    if (written != null) {
      return written;
    }
    Prefix said = configured.serviceCidr();
    if (said != null) {
      String source = configured.serviceSource();
      report.assume("network.service-cidr-from-config", null, "" + said, source);
      return said;
    }
    Prefix chosen = clearOf(SERVICE_CIDRS, nodeCidr, podCidr);
    report.assume("network.service-cidr", null, "" + chosen);
    return chosen;
  }
}
