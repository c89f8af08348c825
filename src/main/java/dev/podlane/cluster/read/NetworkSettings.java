package dev.podlane.cluster.read;

import dev.podlane.cluster.field.ExternalNames;
import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a {@code ClusterNetwork} that are not simulated yet, or that it does not
 * have: each is reported, and those that differ from the simulation have influences.
 */
final class NetworkSettings {
  /** Fields that are simulated, with those inside them. */
  private static final Map<String, Set<String>> SIMULATED =
      Map.of(
          "nodeNetwork", Set.of("cidr", "gateway"),
          "podCIDR", Set.of(),
          "nodeMaskSize", Set.of(),
          "serviceCIDR", Set.of(),
          "podNetwork", Set.of("kind", "nftables", "direct", "ipip", "blockSize"),
          "mtu", Set.of(),
          "gatewayRoutes", Set.of());

  /** Fields of kube-proxy, of nodes and of controllers, which are simulated. */
  private static final Set<String> NODES =
      Set.of(
          "kubernetesVersion",
          "proxyMode",
          "clusterCIDRs",
          "nodePortAddresses",
          "masqueradeAll",
          "masquerade",
          "hairpin",
          "bridgeNfCall",
          "forwardPolicy",
          "rpFilter",
          "cniForwardRules",
          "assumedController",
          "policyEngine");

  private static final Set<String> DECISIVE = Set.of("nodesDown");

  private final ObjectRef ref;
  private final Fields spec;
  private final List<Influence> found = new ArrayList<>();

  private NetworkSettings(ObjectRef ref, Fields spec) {
    this.ref = ref;
    this.spec = spec;
  }

  /**
   * Reads the influences of the fields.
   *
   * @param podNetwork the kind of the pod network if it is none that is simulated; else null
   */
  static List<Influence> read(ObjectRef ref, Fields spec, @Nullable String podNetwork) {
    NetworkSettings settings = new NetworkSettings(ref, spec);
    spec.value().entries().keySet().forEach(settings::field);
    if (podNetwork != null) {
      settings.decides("podNetwork", new Reach.OfPods());
    }
    return settings.found;
  }

  private void field(String name) {
    Set<String> inner = SIMULATED.get(name);
    if (inner != null) {
      if (!inner.isEmpty() && spec.value().get(name).orElse(null) instanceof MapValue) {
        spec.map(name).ifPresent(map -> unknown(map, inner));
      }
    } else if (name.equals(ExternalNames.FIELD)) {
      ExternalNames.read(spec);
    } else if (NODES.contains(name)) {
      return;
    } else if (!spec.has(name) && DECISIVE.contains(name)) {
      return;
    } else if (DECISIVE.contains(name)) {
      decisive(name);
    } else {
      unknown(spec, name, all());
    }
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>(SIMULATED.keySet());
    all.addAll(NODES);
    all.add(ExternalNames.FIELD);
    all.addAll(DECISIVE);
    return all;
  }

  private static void unknown(Fields map, Set<String> known) {
    for (String name : map.value().entries().keySet()) {
      if (!known.contains(name)) {
        unknown(map, name, known);
      }
    }
  }

  private static void unknown(Fields fields, String name, Set<String> known) {
    Optional<String> near = Spelling.nearest(name, known);
    if (near.isPresent()) {
      fields.warn(name, "field.spelling", name, near.get());
    } else {
      fields.warn(name, "network.unknown-field", name);
    }
  }

  private void decisive(String name) {
    Value value = spec.value().get(name).orElse(null);
    if (value instanceof ListValue list && list.items().isEmpty()) {
      return;
    }
    spec.warn(name, "network.not-simulated", name);
    decides(name, new Reach.OnNodes(new TreeSet<>(names())));
  }

  /** One name may stand without brackets. */
  private List<String> names() {
    boolean one = spec.value().get("nodesDown").orElse(null) instanceof ScalarValue;
    return one ? spec.text("nodesDown").stream().toList() : spec.texts("nodesDown");
  }

  private void decides(String name, Reach reach) {
    found.add(new Influence(ref, "spec." + name, reach));
  }
}
