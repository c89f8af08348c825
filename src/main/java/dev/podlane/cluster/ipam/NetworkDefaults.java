package dev.podlane.cluster.ipam;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.read.ClusterNetworkReader;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.read.KubeProxyDraft;
import dev.podlane.cluster.read.NodeSettingsDraft;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills in the fields that {@code ClusterNetwork} leaves out: from nodes and pods, else as in the
 * article.
 */
public final class NetworkDefaults {
  private static final ObjectRef INFERRED =
      new ObjectRef("podlane.dev/v1", "ClusterNetwork", "", "cluster");
  private static final int DEFAULT_MASK = 24;
  private static final int DEFAULT_POD_LENGTH = 16;
  private static final int DEFAULT_MTU = 1500;

  /** Shorter prefixes hold addresses that cannot be of one network. */
  public static final int SHORTEST = 8;

  private static final Prefix DOCKER0 = Prefix.parse("172.17.0.0/16");
  private static final List<Prefix> NODE_CIDRS = prefixes("10.100.0.0/24", "192.168.100.0/24");
  private static final List<Prefix> POD_CIDRS =
      prefixes("10.0.0.0/16", "10.244.0.0/16", "172.20.0.0/16", "192.168.0.0/16");
  private static final List<Prefix> SERVICE_CIDRS =
      prefixes("10.200.0.0/16", "10.96.0.0/16", "172.30.0.0/16", "192.168.0.0/16");

  private final Diagnostics report;
  private final NetworkDraft draft;
  private final NetworkConfigMaps configured;
  private final Inventory inventory;

  private final PluginDefaults plugins;

  public NetworkDefaults(Inventory inventory, Diagnostics report) {
    this.report = report;
    this.inventory = inventory;
    this.configured = NetworkConfigMaps.of(inventory);
    List<NetworkDraft> drafts = new ArrayList<>(inventory.networks.values());
    this.draft = drafts.isEmpty() ? nothing() : drafts.get(0);
    drafts.stream()
        .skip(1)
        .forEach(d -> report.warn(d.place(), "network.second", d.ref().name(), draft.ref().name()));
    this.plugins = new PluginDefaults(draft, inventory);
  }

  private static List<Prefix> prefixes(String... texts) {
    return Stream.of(texts).map(Prefix::parse).toList();
  }

  private static NetworkDraft nothing() {
    Place none = Place.NOWHERE;
    return new NetworkDraft(
        INFERRED,
        none,
        null,
        none,
        null,
        none,
        null,
        none,
        null,
        none,
        null,
        null,
        null,
        null,
        null,
        KubeProxyDraft.NONE,
        NodeSettingsDraft.NONE,
        List.of());
  }

  /**
   * Returns the influences of network settings that are not simulated; reports nodes named there
   * that do not exist.
   */
  public List<Influence> influences(List<Node> nodes) {
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
    all.addAll(plugins.influences());
    return all;
  }

  /** Returns true if an influence is none any more, since what the object says is simulated. */
  public boolean isSimulated(Influence influence) {
    return plugins.isSimulated(influence);
  }

  public ClusterNetwork settle(List<Node> nodes, List<PodDraft> pods) {
    Prefix nodeCidr = nodeCidr(nodes);
    Ip gateway = gateway(nodeCidr, nodes);
    Prefix podCidr = podCidr(nodes, pods, nodeCidr);
    int mask = mask(nodes, podCidr);
    Prefix serviceCidr = serviceCidr(nodeCidr, podCidr);
    plugins.tell(report);
    Integer mtu = draft.mtu();
    if (mtu == null) {
      report.assume("network.mtu", null, "" + DEFAULT_MTU);
    }
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
        plugins.plugin(),
        mtu == null ? DEFAULT_MTU : mtu,
        new KubeProxyDefaults(inventory, report).settle(draft.proxy(), podCidr),
        new NodeDefaults(draft, inventory, plugins, report).settle(pods),
        routes == null && !plugins.kind().isRoutedByGateway() ? List.of() : routes);
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
      Prefix around = Blocks.around(known, DEFAULT_MASK);
      report.assume("network.node-cidr-from-nodes", null, "" + around);
      if (around.length() < SHORTEST) {
        report.warn(Place.NOWHERE, "network.nodes-apart", "" + around);
      }
      return around;
    }
    Prefix chosen = Blocks.clearOf(NODE_CIDRS, draft.podCidr(), draft.serviceCidr());
    report.assume("network.node-cidr", null, "" + chosen);
    return chosen;
  }

  private Ip gateway(Prefix nodeCidr, List<Node> nodes) {
    Ip written = draft.gateway();
    if (written != null) {
      if (ClusterNetworkReader.isHost(nodeCidr, written)) {
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
    while (taken.contains(free) && ClusterNetworkReader.isHost(nodeCidr, free.plus(1))) {
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
    if (plugins.kind().hasOneBlock()) {
      report.assume("network.pod-cidr", null, "" + DOCKER0);
      return DOCKER0;
    }
    Prefix said = configured.podCidr();
    if (said != null) {
      report.assume("network.pod-cidr-from-config", null, "" + said, configured.podSource());
      return said;
    }
    Prefix byPlugin = plugins.pods();
    if (byPlugin != null) {
      report.assume("network.pod-cidr-from-config", null, "" + byPlugin, plugins.teller());
      return byPlugin;
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
      Prefix around = Blocks.around(Blocks.commonest(known), longest);
      report.assume("network.pod-cidr-from-nodes", null, "" + around);
      return around;
    }
    Prefix chosen = Blocks.clearOf(POD_CIDRS, nodeCidr, draft.serviceCidr());
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
            .filter(length -> length >= podCidr.length() && length <= ClusterNetwork.LONGEST_BLOCK)
            .findFirst()
            .orElse(DEFAULT_MASK);
    if (chosen <= podCidr.length()) {
      chosen = Math.min(ClusterNetwork.LONGEST_BLOCK, podCidr.length() + 4);
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
    Prefix found = new ServiceNetwork(inventory, report).found(nodeCidr, podCidr);
    if (found != null) {
      return found;
    }
    Prefix chosen = Blocks.clearOf(SERVICE_CIDRS, nodeCidr, podCidr);
    report.assume("network.service-cidr", null, "" + chosen);
    return chosen;
  }
}
