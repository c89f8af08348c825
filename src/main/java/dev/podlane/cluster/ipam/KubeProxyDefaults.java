package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.KubeProxy.NodePortAddresses;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.read.KubeProxyDraft;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settles the configuration of kube-proxy: as the ClusterNetwork says, else the ConfigMaps {@code
 * kube-proxy} and {@code kubeadm-config}, else a node's kubelet for the version, else upstream's
 * defaults (kubernetes {@code pkg/proxy/apis/config/v1alpha1/defaults.go}).
 */
final class KubeProxyDefaults {
  private static final List<String> SYSTEM = List.of("kube-system");

  private final Inventory inventory;
  private final Diagnostics report;

  KubeProxyDefaults(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
  }

  /**
   * The configuration.
   *
   * @param written by the ClusterNetwork
   * @param podCidr the network of pods
   */
  KubeProxy settle(KubeProxyDraft written, Prefix podCidr) {
    KubeProxyDraft all = written.or(configMap(written.mode())).or(kubeadm()).or(kubelet());
    boolean needed = inventory.hasServices();
    Integer version = all.minorVersion();
    if (version == null) {
      assume(needed, "network.version", "1." + KubeProxy.NEWEST_MINOR);
    }
    int minor = version == null ? KubeProxy.NEWEST_MINOR : version;
    KubeProxy.Mode mode = all.mode();
    if (mode == null) {
      mode = KubeProxy.Mode.ofVersion(minor);
      assume(needed, "network.proxy-mode", mode.text(), "1." + minor);
    }
    NodePortAddresses nodePorts = all.nodePorts();
    if (nodePorts == null) {
      nodePorts =
          mode == KubeProxy.Mode.NFTABLES ? NodePortAddresses.PRIMARY : NodePortAddresses.ALL;
    }
    return new KubeProxy(
        minor,
        mode,
        all.clusterCidrs() == null ? List.of(podCidr) : all.clusterCidrs(),
        nodePorts,
        Boolean.TRUE.equals(all.masqueradeAll()),
        !Boolean.FALSE.equals(all.localhostNodePorts()));
  }

  private void assume(boolean needed, String code, String... args) {
    if (needed) {
      report.assume(code, null, args);
    }
  }

  /**
   * The KubeProxyConfiguration that kubeadm keeps.
   *
   * @param known the mode, if that is settled; null if it is this configuration's
   */
  private KubeProxyDraft configMap(KubeProxy.@Nullable Mode known) {
    ObjectRef ref = NetworkConfigMaps.configMap(inventory, "kube-proxy", SYSTEM);
    MapValue conf = NetworkConfigMaps.data(inventory, ref, "config.conf");
    KubeProxy.Mode own = KubeProxyDraft.mode(conf.text("mode").orElse(""));
    KubeProxy.Mode mode = known == null ? own : known;
    // the other modes share a flag (kubernetes pkg/proxy/apis/config/v1alpha1/conversion.go)
    MapValue masquerading = conf.map(mode == KubeProxy.Mode.NFTABLES ? "nftables" : "iptables");
    List<Prefix> cidrs = new ArrayList<>();
    for (String each : conf.text("clusterCIDR").orElse("").split(",", -1)) {
      Prefix.tryParse(each.strip()).ifPresent(cidrs::add);
    }
    return new KubeProxyDraft(
        null,
        own,
        cidrs.isEmpty() && !tellsNoPods(conf) ? null : cidrs,
        nodePorts(conf),
        flag(masquerading, "masqueradeAll"),
        flag(conf.map("iptables"), "localhostNodePorts"));
  }

  /**
   * Returns true if pods are to be told by blocks of addresses, and there are none: an empty text,
   * as on EKS (rule 66).
   */
  private static boolean tellsNoPods(MapValue conf) {
    String how = conf.text("detectLocalMode").orElse("");
    return conf.text("clusterCIDR").filter(String::isBlank).isPresent()
        && (how.isEmpty() || how.equals("ClusterCIDR"));
  }

  private static @Nullable NodePortAddresses nodePorts(MapValue conf) {
    if (!(conf.get("nodePortAddresses").orElse(null) instanceof ListValue list)
        || list.items().isEmpty()) {
      return null;
    }
    List<String> words =
        list.items().stream()
            .flatMap(
                each -> each instanceof ScalarValue text ? Stream.of(text.text()) : Stream.empty())
            .toList();
    return new NodePortAddresses(
        words.contains(NodePortAddresses.PRIMARY_WORD),
        words.stream().map(Prefix::tryParse).flatMap(Optional::stream).toList());
  }

  private static @Nullable Boolean flag(MapValue map, String key) {
    String text = map.text(key).orElse("");
    return text.isEmpty() ? null : (Boolean) text.equals("true");
  }

  private KubeProxyDraft kubeadm() {
    ObjectRef ref = NetworkConfigMaps.configMap(inventory, "kubeadm-config", SYSTEM);
    MapValue conf = NetworkConfigMaps.data(inventory, ref, "ClusterConfiguration");
    return KubeProxyDraft.ofVersion(
        KubeProxyDraft.minor(conf.text("kubernetesVersion").orElse("")));
  }

  private KubeProxyDraft kubelet() {
    for (Map.Entry<ObjectRef, Source> each : inventory.sources.entrySet()) {
      if (each.getKey().kind().equals("Node")) {
        MapValue info = each.getValue().value().map("status").map("nodeInfo");
        OptionalInt minor = KubeProxyDraft.minor(info.text("kubeletVersion").orElse(""));
        if (minor.isPresent()) {
          return KubeProxyDraft.ofVersion(minor);
        }
      }
    }
    return KubeProxyDraft.NONE;
  }
}
