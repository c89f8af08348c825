package dev.podlane.cluster;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Documents;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ConfigMaps of kubeadm ({@code kubeadm-config}) and flannel ({@code kube-flannel-cfg}) say
 * about the networks of a cluster.
 *
 * @param podCidr null if none says it
 * @param podSource who says it
 * @param serviceCidr null if none says it
 * @param serviceSource who says it
 * @param backend how flannel carries packets between nodes, in lower case; empty without flannel
 * @param flannel the ConfigMap that says it; null without flannel
 */
record NetworkConfiguration(
    @Nullable Prefix podCidr,
    String podSource,
    @Nullable Prefix serviceCidr,
    String serviceSource,
    String backend,
    @Nullable ObjectRef flannel) {

  private static final String SYSTEM = "kube-system";
  private static final String FLANNEL = "kube-flannel";

  /** Of the ConfigMaps among what was read; kubeadm's comes before flannel's. */
  static NetworkConfiguration of(Inventory inventory) {
    ObjectRef kubeadm = configMap(inventory, "kubeadm-config", List.of(SYSTEM));
    ObjectRef flannel = configMap(inventory, "kube-flannel-cfg", List.of(FLANNEL, SYSTEM));
    MapValue networking = data(inventory, kubeadm, "ClusterConfiguration").map("networking");
    MapValue conf = data(inventory, flannel, "net-conf.json");
    Prefix byKubeadm = block(networking, "podSubnet");
    Prefix byFlannel = block(conf, "Network");
    String backend = conf.map("Backend").text("Type").orElse("").toLowerCase(Locale.ROOT);
    return new NetworkConfiguration(
        byKubeadm == null ? byFlannel : byKubeadm,
        name(byKubeadm == null ? flannel : kubeadm),
        block(networking, "serviceSubnet"),
        name(kubeadm),
        backend,
        backend.isEmpty() ? null : flannel);
  }

  /** The one of the first namespace that has it; elsewhere the name means nothing. */
  private static @Nullable ObjectRef configMap(
      Inventory inventory, String name, List<String> namespaces) {
    return namespaces.stream()
        .map(namespace -> new ObjectRef("v1", "ConfigMap", namespace, name))
        .filter(inventory.sources::containsKey)
        .findFirst()
        .orElse(null);
  }

  /** What flannel's way between nodes decides about, as none of its ways is simulated. */
  List<Influence> influences() {
    return flannel == null
        ? List.of()
        : List.of(new Influence(flannel, "data.net-conf.json", new Reach.BetweenNodes(null)));
  }

  private static String name(@Nullable ObjectRef ref) {
    return ref == null ? "" : "ConfigMap " + ref.path();
  }

  /** A configuration file inside a ConfigMap; empty if it is not there or cannot be read. */
  private static MapValue data(Inventory inventory, @Nullable ObjectRef ref, String key) {
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
          .orElseGet(NetworkConfiguration::nothing);
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
