package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.OtherPolicy.PacketAtHook;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pods and directions that policies of other APIs are about. A part that cannot be read
 * widens them: such a policy may select a pod, and is never passed over.
 */
public final class OtherPolicyReader {
  private static final String ADMIN_GROUP = "policy.networking.k8s.io";
  private static final Set<String> CALICO_GROUPS =
      Set.of("crd.projectcalico.org", "projectcalico.org");
  private static final Set<String> CALICO = Set.of("NetworkPolicy", "GlobalNetworkPolicy");
  private static final Set<String> CILIUM =
      Set.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy");
  private static final Set<String> ANTREA = Set.of("NetworkPolicy", "ClusterNetworkPolicy");
  private static final Set<String> ADMIN =
      Set.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy");

  private OtherPolicyReader() {}

  /** Returns true if a kind is a policy of another API. */
  public static boolean knows(String group, String kind) {
    return (group.equals(ADMIN_GROUP) && ADMIN.contains(kind))
        || (CALICO_GROUPS.contains(group) && CALICO.contains(kind))
        || (group.equals("cilium.io") && CILIUM.contains(kind))
        || (group.equals("crd.antrea.io") && ANTREA.contains(kind))
        || MeshPolicies.knows(group, kind);
  }

  /** Returns true if a kind of these is namespaced. */
  public static boolean isNamespaced(String group, String kind) {
    return MeshPolicies.isNamespaced(group, kind)
        || (knows(group, kind)
            && (kind.equals("CiliumNetworkPolicy") || kind.equals("NetworkPolicy")));
  }

  /** A policy of a kind that is {@linkplain #knows known}. */
  public static Policy policy(String group, ObjectRef ref, Fields fields) {
    Fields quiet = Fields.of(fields.place(), fields.value(), problem -> {});
    Fields spec = quiet.mapOrEmpty("spec");
    if (group.equals(ADMIN_GROUP)) {
      return TieredPolicyReader.policy(ref, fields);
    }
    if (CALICO_GROUPS.contains(group)) {
      return calico(ref, fields, spec);
    }
    if (group.equals("cilium.io")) {
      return cilium(ref, fields, quiet);
    }
    if (MeshPolicies.knows(group, ref.kind())) {
      return MeshPolicies.policy(group, ref, fields, spec);
    }
    PacketAtHook unknown = new PacketAtHook(ref.namespace(), null, null);
    return new OtherPolicy(ref, fields.place(), written(spec), unknown);
  }

  /** The directions that have rules. */
  private static Set<Direction> written(Fields spec) {
    return Directions.of(!spec.list("ingress").isEmpty(), !spec.list("egress").isEmpty());
  }

  /** Calico: {@code types}, else Ingress unless there are egress rules alone. */
  private static OtherPolicy calico(ObjectRef ref, Fields fields, Fields spec) {
    Set<Direction> directions = written(spec);
    if (spec.has("types")) {
      List<String> types = spec.texts("types");
      directions = Directions.of(types.contains("Ingress"), types.contains("Egress"));
    } else if (directions.isEmpty()) {
      directions = Directions.of(true, false);
    }
    LabelSelector namespaces = CalicoSelector.read(spec.text("namespaceSelector").orElse(""));
    LabelSelector pods = CalicoSelector.read(spec.text("selector").orElse(""));
    boolean accounts = spec.has("serviceAccountSelector");
    PacketAtHook about = new PacketAtHook(ref.namespace(), namespaces, accounts ? null : pods);
    return new OtherPolicy(ref, fields.place(), directions, about);
  }

  private static OtherPolicy cilium(ObjectRef ref, Fields fields, Fields quiet) {
    List<Fields> specs = new ArrayList<>(quiet.maps("specs"));
    quiet.map("spec").ifPresent(specs::add);
    boolean ingress = false;
    boolean egress = false;
    for (Fields spec : specs) {
      ingress |= spec.has("ingress") || spec.has("ingressDeny");
      egress |= spec.has("egress") || spec.has("egressDeny");
    }
    PacketAtHook about = new PacketAtHook(ref.namespace(), null, null);
    if (specs.size() == 1 && specs.get(0).has("nodeSelector")) {
      return new OtherPolicy(ref, fields.place(), Set.of(), about);
    }
    if (specs.size() == 1) {
      LabelSelector pods = endpoints(SelectorReader.selector(specs.get(0), "endpointSelector"));
      about = new PacketAtHook(ref.namespace(), LabelSelector.EVERYTHING, pods);
    }
    return new OtherPolicy(ref, fields.place(), Directions.of(ingress, egress), about);
  }

  /** A selector without Cilium's sources of labels; null if it asks for more than a pod's own. */
  private static @Nullable LabelSelector endpoints(LabelSelector written) {
    TreeMap<String, String> labels = new TreeMap<>();
    List<Requirement> requirements = new ArrayList<>();
    for (String key : written.matchLabels().keySet()) {
      String own = ownKey(key);
      if (own == null) {
        return null;
      }
      labels.put(own, written.matchLabels().getOrDefault(key, ""));
    }
    for (Requirement each : written.matchExpressions()) {
      String own = ownKey(each.key());
      if (own == null) {
        return null;
      }
      requirements.add(new Requirement(own, each.operator(), each.values()));
    }
    return new LabelSelector(labels, requirements);
  }

  private static @Nullable String ownKey(String key) {
    int colon = key.indexOf(':');
    String source = colon < 0 ? "any" : key.substring(0, colon);
    String own = key.substring(colon + 1);
    boolean ofPod = source.equals("any") || source.equals("k8s");
    return ofPod && !own.startsWith("io.kubernetes.") && !own.startsWith("io.cilium.") ? own : null;
  }
}
