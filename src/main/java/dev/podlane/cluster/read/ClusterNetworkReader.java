package dev.podlane.cluster.read;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.GatewayRouteReader;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code podlane.dev/v1 ClusterNetwork}; a broken field counts as left out. */
public final class ClusterNetworkReader {
  private static final int SHORTEST_BLOCK = 20;
  private static final int SMALLEST_MTU = 68;
  private static final int LARGEST_MTU = 65535;

  private ClusterNetworkReader() {}

  static NetworkDraft network(ObjectRef ref, Fields fields) {
    Fields none = Fields.of(fields.place(), emptyMap(fields), problem -> {});
    Fields spec = fields.map("spec").orElse(none);
    Fields nodes = spec.map("nodeNetwork").orElse(none);
    Prefix nodeCidr = AddressReader.block(nodes, "cidr");
    if (nodeCidr != null && nodeCidr.length() > ClusterNetwork.LONGEST_BLOCK) {
      nodes.error("cidr", "network.too-small", "" + nodeCidr);
      nodeCidr = null;
    }
    String written = podNetwork(spec);
    PodPlugin plugin = plugin(spec, written);
    String instead = plugin == null ? written : null;
    return new NetworkDraft(
        ref,
        fields.place(),
        nodeCidr,
        nodes.place("cidr"),
        AddressReader.ip(nodes, "gateway"),
        nodes.place("gateway"),
        AddressReader.block(spec, "podCIDR"),
        spec.place("podCIDR"),
        bounded(spec, "nodeMaskSize", 8, ClusterNetwork.LONGEST_BLOCK),
        spec.place("nodeMaskSize"),
        AddressReader.block(spec, "serviceCIDR"),
        plugin,
        instead,
        bounded(spec, "mtu", SMALLEST_MTU, LARGEST_MTU),
        spec.value().entries().containsKey("gatewayRoutes")
            ? GatewayRouteReader.routes(spec, "gatewayRoutes")
            : null,
        KubeProxyDraft.read(spec),
        NodeSettingsDraft.read(spec),
        NetworkSettings.read(ref, spec, instead));
  }

  private static MapValue emptyMap(Fields fields) {
    return new MapValue(fields.place().line(), new TreeMap<>(), List.of());
  }

  private static @Nullable Integer bounded(Fields fields, String key, int least, int most) {
    OptionalInt value = fields.integer(key);
    if (value.isEmpty()) {
      return null;
    }
    if (value.getAsInt() < least || value.getAsInt() > most) {
      fields.error(key, "field.range", key, "" + value.getAsInt(), "" + least, "" + most);
      return null;
    }
    return value.getAsInt();
  }

  /** The kind, written as a text or as {@code {kind: bridge}}; null if left out. */
  private static @Nullable String podNetwork(Fields spec) {
    boolean isMap = spec.value().get("podNetwork").orElse(null) instanceof MapValue;
    Optional<Fields> holder = isMap ? spec.map("podNetwork") : Optional.of(spec);
    String key = isMap ? "kind" : "podNetwork";
    Optional<String> kind = holder.flatMap(h -> h.text(key));
    if (kind.isPresent() && PodNetworkKind.of(kind.get()).isEmpty()) {
      holder.get().warn(key, "network.pod-network", kind.get());
    }
    return kind.orElse(null);
  }

  /** The plugin of that kind with the options beside it; null if there is none. */
  private static @Nullable PodPlugin plugin(Fields spec, @Nullable String kind) {
    PodNetworkKind known = kind == null ? null : PodNetworkKind.of(kind).orElse(null);
    if (known == null) {
      return null;
    }
    PodPlugin plugin = PodPlugin.of(known);
    if (!(spec.value().get("podNetwork").orElse(null) instanceof MapValue)) {
      return plugin;
    }
    Fields options = spec.map("podNetwork").orElse(spec);
    Integer size = bounded(options, "blockSize", SHORTEST_BLOCK, ClusterNetwork.LONGEST_BLOCK);
    return plugin
        .withNftables(options.has("nftables") && options.flag("nftables"))
        .withDirect(options.has("direct") && options.flag("direct"))
        .withIpip(options.has("ipip") && options.flag("ipip"))
        .withBlockSize(size == null ? PodPlugin.BLOCK_SIZE : size);
  }

  /** Returns true if the gateway can have this address in the node network. */
  public static boolean isHost(Prefix network, Ip ip) {
    return network.contains(ip) && !ip.equals(network.network()) && !ip.equals(network.last());
  }
}
