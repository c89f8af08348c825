package dev.podlane.cluster.plugin;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds how Calico carries packets between nodes: by its IPPool, by the operator's Installation, or
 * by the environment of its DaemonSet (projectcalico/calico {@code api/pkg/apis/projectcalico/v3},
 * {@code node/pkg/lifecycle/startup}).
 */
final class CalicoFinder {
  private static final int LEAST_BLOCK = 20;
  private static final int MOST_BLOCK = 32;

  private CalicoFinder() {}

  static Optional<Found> find(Map<ObjectRef, Source> sources, @Nullable ObjectRef agent) {
    List<ObjectRef> pools = new ArrayList<>();
    ObjectRef installation = null;
    for (ObjectRef ref : sources.keySet()) {
      if (isBpf(ref, sources)) {
        return Optional.of(Found.unknown("calico-ebpf", ref));
      }
      String group = ref.apiVersion();
      if (ref.kind().equals("IPPool") && group.contains("projectcalico.org/")) {
        pools.add(ref);
      } else if (ref.kind().equals("Installation") && group.startsWith("operator.tigera.io/")) {
        installation = ref;
      }
    }
    for (ObjectRef pool : pools) {
      MapValue spec = value(sources, pool).map("spec");
      if (!Trees.isTrue(spec, "disabled") && block(spec, "cidr") != null) {
        return Optional.of(pool(spec, pool));
      }
    }
    if (installation != null) {
      return Optional.of(installed(value(sources, installation), installation));
    }
    return agent == null ? Optional.empty() : Optional.of(agent(sources, agent));
  }

  private static MapValue value(Map<ObjectRef, Source> sources, ObjectRef ref) {
    Source source = sources.get(ref);
    return source == null ? Trees.NOTHING : source.value();
  }

  private static boolean isBpf(ObjectRef ref, Map<ObjectRef, Source> sources) {
    return ref.kind().equals("FelixConfiguration")
        && Trees.isTrue(value(sources, ref).map("spec"), "bpfEnabled");
  }

  private static @Nullable Prefix block(MapValue map, String key) {
    return Trees.block(map.text(key).orElse(""));
  }

  private static Found pool(MapValue spec, ObjectRef by) {
    String ipip = spec.text("ipipMode").orElse("Never");
    String vxlan = spec.text("vxlanMode").orElse("Never");
    PodPlugin plugin = sized(plugin(ipip, vxlan), spec);
    return Found.of(plugin, by).with(block(spec, "cidr"), Trees.isTrue(spec, "natOutgoing"));
  }

  private static PodPlugin sized(PodPlugin plugin, MapValue spec) {
    Integer size = Trees.number(spec, "blockSize", MOST_BLOCK);
    return size == null || size < LEAST_BLOCK ? plugin : plugin.withBlockSize(size);
  }

  private static PodPlugin plugin(String ipip, String vxlan) {
    if (isAlways(vxlan)) {
      return PodPlugin.of(PodNetworkKind.CALICO_VXLAN);
    }
    if (isAlways(ipip)) {
      return PodPlugin.of(PodNetworkKind.CALICO_IPIP);
    }
    boolean inIpip = ipip.equalsIgnoreCase("CrossSubnet");
    return vxlan.equalsIgnoreCase("CrossSubnet") || inIpip
        ? PodPlugin.of(PodNetworkKind.CALICO_CROSSSUBNET).withIpip(inIpip)
        : PodPlugin.of(PodNetworkKind.CALICO);
  }

  private static boolean isAlways(String mode) {
    return mode.equalsIgnoreCase("Always");
  }

  private static Found installed(MapValue installation, ObjectRef by) {
    MapValue network = installation.map("spec").map("calicoNetwork");
    if (network.text("linuxDataplane").filter("BPF"::equals).isPresent()) {
      return Found.unknown("calico-ebpf", by);
    }
    List<MapValue> pools = Trees.maps(network, "ipPools");
    MapValue pool = pools.isEmpty() ? Trees.NOTHING : pools.get(0);
    String way = pool.text("encapsulation").orElse("IPIP");
    PodPlugin plugin =
        switch (way) {
          case "VXLAN" -> plugin("Never", "Always");
          case "VXLANCrossSubnet" -> plugin("Never", "CrossSubnet");
          case "IPIPCrossSubnet" -> plugin("CrossSubnet", "Never");
          case "None" -> plugin("Never", "Never");
          default -> plugin("Always", "Never");
        };
    boolean isQuiet = pool.text("natOutgoing").filter("Disabled"::equals).isPresent();
    return Found.of(sized(plugin, pool), by).with(block(pool, "cidr"), !isQuiet);
  }

  private static Found agent(Map<ObjectRef, Source> sources, ObjectRef by) {
    Map<String, String> environment = Containers.environment(value(sources, by));
    PodPlugin plugin =
        plugin(
            environment.getOrDefault("CALICO_IPV4POOL_IPIP", "Never"),
            environment.getOrDefault("CALICO_IPV4POOL_VXLAN", "Never"));
    Prefix pods = Trees.block(environment.getOrDefault("CALICO_IPV4POOL_CIDR", ""));
    return Found.of(plugin, by).with(pods, null);
  }
}
