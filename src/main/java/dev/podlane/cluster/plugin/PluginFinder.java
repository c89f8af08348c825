package dev.podlane.cluster.plugin;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin of a cluster: by its configuration, by its DaemonSet or a pod of that, by the
 * annotations that it leaves on Nodes, or by who made the Nodes.
 */
public final class PluginFinder {
  /** Namespaces in which the manifests of plugins put their DaemonSets. */
  private static final Set<String> NAMESPACES =
      Set.of(
          "kube-system",
          "kube-flannel",
          "calico-system",
          "tigera-operator",
          "cilium",
          "antrea-system");

  private static final String FLANNEL = "flannel.alpha.coreos.com/backend-type";

  /** Plugins by the name of their DaemonSet. */
  private static final Map<String, PodNetworkKind> AGENTS =
      Map.of(
          "kindnet", PodNetworkKind.KINDNET,
          "aws-node", PodNetworkKind.AWS,
          "cilium", PodNetworkKind.CILIUM,
          "antrea-agent", PodNetworkKind.ANTREA);

  /** DaemonSets of plugins that are not simulated. */
  private static final Set<String> OTHERS =
      Set.of("canal", "kube-router", "weave-net", "kube-ovn-cni", "ovnkube-node");

  private final Map<ObjectRef, Source> sources;
  private final SortedMap<String, ObjectRef> agents = new TreeMap<>();
  private @Nullable ObjectRef flannelConfig;

  private PluginFinder(Map<ObjectRef, Source> sources) {
    this.sources = sources;
    sources.keySet().forEach(this::look);
  }

  /** Returns the plugin that the objects tell of; empty if none does. */
  public static Optional<Found> find(Map<ObjectRef, Source> sources) {
    return new PluginFinder(sources).find();
  }

  private void look(ObjectRef ref) {
    boolean isOurs = NAMESPACES.contains(ref.namespace());
    if (isOurs && ref.kind().equals("DaemonSet")) {
      agents.put(ref.name(), ref);
    } else if (isOurs && ref.kind().equals("Pod")) {
      for (MapValue owner : Trees.maps(value(ref).map("metadata"), "ownerReferences")) {
        if (owner.text("kind").filter("DaemonSet"::equals).isPresent()) {
          owner.text("name").ifPresent(name -> agents.putIfAbsent(name, ref));
        }
      }
    } else if (isOurs && ref.kind().equals("ConfigMap") && ref.name().equals("kube-flannel-cfg")) {
      flannelConfig = flannelConfig == null ? ref : flannelConfig;
    }
  }

  private MapValue value(ObjectRef ref) {
    Source source = sources.get(ref);
    return source == null ? Trees.NOTHING : source.value();
  }

  private Optional<Found> find() {
    for (Map.Entry<String, ObjectRef> agent : agents.entrySet()) {
      if (OTHERS.contains(agent.getKey())) {
        return Optional.of(Found.unknown(agent.getKey(), agent.getValue()));
      }
      PodNetworkKind kind = AGENTS.get(agent.getKey());
      if (kind != null) {
        return Optional.of(agent(kind, agent.getValue()));
      }
    }
    Optional<Found> calico = CalicoFinder.find(sources, agents.get("calico-node"));
    if (calico.isPresent()) {
      return calico;
    }
    Optional<Found> flannel = flannel();
    return flannel.isPresent() ? flannel : byNodes();
  }

  private Found agent(PodNetworkKind kind, ObjectRef by) {
    Found found = Found.of(PodPlugin.of(kind), by);
    String subnet = Containers.environment(value(by)).get("POD_SUBNET");
    return subnet == null ? found : found.with(Trees.block(subnet), null);
  }

  private Optional<Found> flannel() {
    ObjectRef agent =
        agents.entrySet().stream()
            .filter(each -> each.getKey().startsWith("kube-flannel"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    ObjectRef by = flannelConfig == null ? agent : flannelConfig;
    if (by == null) {
      return Optional.empty();
    }
    MapValue conf = Trees.file(value(by), "net-conf.json");
    if (flannelConfig != null && conf.equals(Trees.NOTHING)) {
      return Optional.empty();
    }
    Boolean masquerade = null;
    if (agent != null) {
      List<String> words = Containers.words(value(agent));
      masquerade = words.isEmpty() ? null : (Boolean) words.contains("--ip-masq");
    }
    return Optional.of(FlannelConfig.read(conf, by, masquerade));
  }

  private Optional<Found> byNodes() {
    for (ObjectRef ref : sources.keySet()) {
      if (!ref.kind().equals("Node") || !ref.apiVersion().equals("v1")) {
        continue;
      }
      MapValue node = value(ref);
      MapValue annotations = node.map("metadata").map("annotations");
      Optional<String> flannel = annotations.text(FLANNEL);
      if (flannel.isPresent()) {
        return Optional.of(FlannelConfig.named(flannel.get(), ref));
      }
      PodNetworkKind kind = kind(annotations);
      if (kind == null && node.map("spec").text("providerID").orElse("").startsWith("kind://")) {
        kind = PodNetworkKind.KINDNET;
      }
      if (kind != null) {
        return Optional.of(Found.of(PodPlugin.of(kind), ref));
      }
    }
    return Optional.empty();
  }

  private static @Nullable PodNetworkKind kind(MapValue annotations) {
    if (annotations.get("projectcalico.org/IPv4VXLANTunnelAddr").isPresent()) {
      return PodNetworkKind.CALICO_VXLAN;
    }
    if (annotations.get("projectcalico.org/IPv4IPIPTunnelAddr").isPresent()) {
      return PodNetworkKind.CALICO_IPIP;
    }
    if (annotations.get("projectcalico.org/IPv4Address").isPresent()) {
      return PodNetworkKind.CALICO;
    }
    if (annotations.get("network.cilium.io/ipv4-pod-cidr").isPresent()
        || annotations.get("io.cilium.network.ipv4-pod-cidr").isPresent()) {
      return PodNetworkKind.CILIUM;
    }
    return annotations.get("node.antrea.io/mac-address").isPresent() ? PodNetworkKind.ANTREA : null;
  }
}
