package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a cluster according to the ConfigMaps of kubeadm ({@code kubeadm-config}) and
 * flannel ({@code kube-flannel-cfg}).
 *
 * @param podCidr null if none says it
 * @param podSource ConfigMap that names the pod network
 * @param serviceCidr null if none says it
 * @param serviceSource ConfigMap that names the service network
 */
record NetworkConfigMaps(
    @Nullable Prefix podCidr,
    String podSource,
    @Nullable Prefix serviceCidr,
    String serviceSource) {

  private static final String SYSTEM = "kube-system";
  private static final String FLANNEL = "kube-flannel";

  /** Reads the ConfigMaps of the inventory; kubeadm's comes before flannel's. */
  static NetworkConfigMaps of(Inventory inventory) {
    ObjectRef kubeadm = configMap(inventory, "kubeadm-config", List.of(SYSTEM));
    ObjectRef flannel = configMap(inventory, "kube-flannel-cfg", List.of(FLANNEL, SYSTEM));
    MapValue networking = data(inventory, kubeadm, "ClusterConfiguration").map("networking");
    MapValue conf = data(inventory, flannel, "net-conf.json");
    Prefix byKubeadm = block(networking, "podSubnet");
    Prefix byFlannel = block(conf, "Network");
    return new NetworkConfigMaps(
        byKubeadm == null ? byFlannel : byKubeadm,
        name(byKubeadm == null ? flannel : kubeadm),
        block(networking, "serviceSubnet"),
        name(kubeadm));
  }

  /** The one of the first namespace that has it; elsewhere the name means nothing. */
  static @Nullable ObjectRef configMap(Inventory inventory, String name, List<String> namespaces) {
    return namespaces.stream()
        .map(namespace -> new ObjectRef("v1", "ConfigMap", namespace, name))
        .filter(inventory.sources::containsKey)
        .findFirst()
        .orElse(null);
  }

  private static String name(@Nullable ObjectRef ref) {
    return ref == null ? "" : "ConfigMap " + ref.path();
  }

  /** A configuration file inside a ConfigMap; empty if it is not there or cannot be read. */
  static MapValue data(Inventory inventory, @Nullable ObjectRef ref, String key) {
    Source source = ref == null ? null : inventory.sources.get(ref);
    String text = source == null ? "" : source.value().map("data").text(key).orElse("");
    if (text.isBlank()) {
      return nothing();
    }
    try {
      return Documents.parse(key, text).stream()
          .map(Document::root)
          .flatMap(root -> root instanceof MapValue map ? Stream.of(map) : Stream.of())
          .findFirst()
          .orElseGet(NetworkConfigMaps::nothing);
    } catch (DocumentException unreadable) {
      return nothing();
    }
  }

  /** The first IPv4 block of a text that may list one of each family. */
  private static @Nullable Prefix block(MapValue map, String key) {
    return Stream.of(map.text(key).orElse("").split(",", -1))
        .map(each -> Prefix.tryParse(each.strip()))
        .flatMap(Optional::stream)
        .filter(block -> block.network().isV4())
        .findFirst()
        .orElse(null);
  }

  private static MapValue nothing() {
    return new MapValue(1, Map.of(), List.of());
  }
}
