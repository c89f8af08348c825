package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.OtherPolicy.PacketAtHook;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads which pods the policies of service meshes and clouds are about. Their proxies or interfaces
 * are not simulated, and where a pod gets one at its creation, its manifest does not show it.
 */
final class MeshPolicies {
  /**
   * The namespace whose Istio policies apply to every namespace, unless the mesh configuration
   * differs.
   */
  private static final String ISTIO_ROOT = "istio-system";

  private static final Set<Direction> IN = Set.of(Direction.INGRESS);
  private static final Set<Direction> BOTH = Set.of(Direction.INGRESS, Direction.EGRESS);

  /**
   * A kind.
   *
   * @param directions those it can forbid
   * @param selector field of the spec that selects pods by label; empty if there is none
   * @param namespaced true if it applies to pods of its own namespace alone
   */
  private record Row(Set<Direction> directions, String selector, boolean namespaced) {}

  private static final Map<String, Row> ROWS =
      Map.of(
          "security.istio.io/AuthorizationPolicy", new Row(IN, "selector", true),
          "security.istio.io/PeerAuthentication", new Row(IN, "selector", true),
          "networking.istio.io/Sidecar",
              new Row(Set.of(Direction.EGRESS), "workloadSelector", true),
          "networking.gke.io/FQDNNetworkPolicy",
              new Row(Set.of(Direction.EGRESS), "podSelector", true),
          "networking.k8s.aws/ApplicationNetworkPolicy", new Row(BOTH, "podSelector", true),
          "policy.linkerd.io/Server", new Row(IN, "podSelector", true),
          "policy.linkerd.io/AuthorizationPolicy", new Row(IN, "", true),
          "kuma.io/MeshTrafficPermission", new Row(IN, "", false),
          "consul.hashicorp.com/ServiceIntentions", new Row(IN, "", false),
          "vpcresources.k8s.aws/SecurityGroupPolicy", new Row(BOTH, "podSelector", true));

  private MeshPolicies() {}

  static boolean knows(String group, String kind) {
    return ROWS.containsKey(group + "/" + kind);
  }

  static boolean isNamespaced(String group, String kind) {
    Row row = ROWS.get(group + "/" + kind);
    return row != null && row.namespaced();
  }

  /** A policy of a kind that is {@linkplain #knows known}. */
  static OtherPolicy policy(String group, ObjectRef ref, Fields fields, Fields spec) {
    Row row = ROWS.getOrDefault(group + "/" + ref.kind(), new Row(BOTH, "", false));
    boolean everywhere =
        !row.namespaced() || (group.endsWith("istio.io") && ref.namespace().equals(ISTIO_ROOT));
    PacketAtHook about =
        new PacketAtHook(
            everywhere ? "" : ref.namespace(),
            LabelSelector.EVERYTHING,
            pods(spec, row.selector()));
    return new OtherPolicy(ref, fields.place(), forbids(spec) ? row.directions() : Set.of(), about);
  }

  /** An audit forbids nothing, nor does a port that takes plain text, too. */
  private static boolean forbids(Fields spec) {
    boolean audits = spec.text("action").filter("AUDIT"::equals).isPresent();
    boolean strict =
        !spec.has("mtls")
            || spec.has("portLevelMtls")
            || spec.mapOrEmpty("mtls").text("mode").filter("STRICT"::equals).isPresent();
    return !audits && strict;
  }

  /** Null if more than labels decides, or nothing says which pods it is about. */
  private static @Nullable LabelSelector pods(Fields spec, String selector) {
    boolean byOthers =
        spec.has("targetRef") || spec.has("targetRefs") || spec.has("serviceAccountSelector");
    if (selector.isEmpty() || byOthers) {
      return null;
    }
    Fields labels = spec.mapOrEmpty(selector);
    if (!labels.has("labels")) {
      return SelectorReader.selector(spec, selector);
    }
    TreeMap<String, String> wanted = new TreeMap<>();
    Fields written = labels.mapOrEmpty("labels");
    written
        .value()
        .entries()
        .keySet()
        .forEach(k -> written.text(k).ifPresent(v -> wanted.put(k, v)));
    return new LabelSelector(wanted, List.of());
  }
}
