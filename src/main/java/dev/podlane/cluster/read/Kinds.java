package dev.podlane.cluster.read;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kinds of objects that Podlane knows, by group and name (rule 132). */
public final class Kinds {
  private static final String CORE = "";

  /** Version, kind, name in paths, whether it lives in namespaces, and how it is used. */
  private static final String TABLE =
      """
      v1 Node nodes cluster SIMULATED
      v1 Pod pods namespaced SIMULATED
      v1 Namespace namespaces cluster SIMULATED
      v1 ReplicationController replicationcontrollers namespaced SIMULATED
      v1 Service services namespaced SIMULATED
      v1 Endpoints endpoints namespaced SIMULATED
      v1 ConfigMap configmaps namespaced NO_EFFECT
      v1 Secret secrets namespaced NO_EFFECT
      v1 ServiceAccount serviceaccounts namespaced NO_EFFECT
      v1 PersistentVolume persistentvolumes cluster NO_EFFECT
      v1 PersistentVolumeClaim persistentvolumeclaims namespaced NO_EFFECT
      v1 Event events namespaced NO_EFFECT
      v1 LimitRange limitranges namespaced NO_EFFECT
      v1 ResourceQuota resourcequotas namespaced NO_EFFECT
      v1 PodTemplate podtemplates namespaced NO_EFFECT
      v1 ComponentStatus componentstatuses cluster NO_EFFECT
      apps/v1 Deployment deployments namespaced SIMULATED
      apps/v1 ReplicaSet replicasets namespaced SIMULATED
      apps/v1 StatefulSet statefulsets namespaced SIMULATED
      apps/v1 DaemonSet daemonsets namespaced SIMULATED
      apps/v1 ControllerRevision controllerrevisions namespaced NO_EFFECT
      batch/v1 Job jobs namespaced SIMULATED
      batch/v1 CronJob cronjobs namespaced SIMULATED
      policy/v1 PodDisruptionBudget poddisruptionbudgets namespaced NO_EFFECT
      networking.k8s.io/v1 NetworkPolicy networkpolicies namespaced POLICY
      networking.k8s.io/v1 Ingress ingresses namespaced SIMULATED
      networking.k8s.io/v1 IngressClass ingressclasses cluster SIMULATED
      networking.k8s.io/v1 ServiceCIDR servicecidrs cluster SIMULATED
      networking.k8s.io/v1 IPAddress ipaddresses cluster NO_EFFECT
      discovery.k8s.io/v1 EndpointSlice endpointslices namespaced SIMULATED
      gateway.networking.k8s.io/v1 Gateway gateways namespaced SIMULATED
      gateway.networking.k8s.io/v1 GatewayClass gatewayclasses cluster SIMULATED
      gateway.networking.k8s.io/v1 HTTPRoute httproutes namespaced SIMULATED
      gateway.networking.k8s.io/v1 ReferenceGrant referencegrants namespaced SIMULATED
      gateway.networking.k8s.io/v1 GRPCRoute grpcroutes namespaced NOT_SIMULATED
      gateway.networking.k8s.io/v1 TLSRoute tlsroutes namespaced NOT_SIMULATED
      gateway.networking.k8s.io/v1 TCPRoute tcproutes namespaced NOT_SIMULATED
      gateway.networking.k8s.io/v1 UDPRoute udproutes namespaced NOT_SIMULATED
      gateway.networking.k8s.io/v1 ListenerSet listenersets namespaced SIMULATED
      gateway.networking.x-k8s.io/v1alpha1 XListenerSet xlistenersets namespaced SIMULATED
      policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy adminnetworkpolicies cluster POLICY
      policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy baselineadminnetworkpolicies \
      cluster POLICY
      policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy clusternetworkpolicies cluster POLICY
      podlane.dev/v1 ClusterNetwork clusternetworks cluster SIMULATED
      podlane.dev/v1 ConsoleEdit consoleedits cluster SIMULATED
      podlane.dev/v1 Expectation expectations cluster SIMULATED
      podlane.dev/v1 PodEvents podevents cluster SIMULATED
      podlane.dev/v1 Host hosts cluster SIMULATED
      podlane.dev/v1 DockerHost dockerhosts cluster SIMULATED
      """;

  /** Groups of which no kind changes a packet's way. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "rbac.authorization.k8s.io",
          "storage.k8s.io",
          "snapshot.storage.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "admissionregistration.k8s.io",
          "autoscaling",
          "policy",
          "coordination.k8s.io",
          "scheduling.k8s.io",
          "certificates.k8s.io",
          "node.k8s.io",
          "events.k8s.io",
          "flowcontrol.apiserver.k8s.io",
          "metrics.k8s.io",
          "cert-manager.io",
          "acme.cert-manager.io");

  /** Groups whose kinds change a packet's way. */
  private static final Set<String> CHANGING =
      Set.of(
          "gateway.networking.k8s.io",
          "gateway.networking.x-k8s.io",
          "crd.projectcalico.org",
          "projectcalico.org",
          "cilium.io",
          "crd.antrea.io",
          "networking.istio.io",
          "security.istio.io",
          "policy.linkerd.io",
          "kuma.io",
          "consul.hashicorp.com",
          "vpcresources.k8s.aws",
          "k8s.cni.cncf.io",
          "k8s.ovn.org",
          "network.openshift.io",
          "networking.gke.io",
          "networking.k8s.aws",
          "metallb.io");

  /** The API groups in which kinds were before they moved to their present one. */
  private static final Map<String, Set<String>> FORMER_GROUPS =
      Map.of(
          "extensions",
          Set.of("Deployment", "DaemonSet", "ReplicaSet", "Ingress", "NetworkPolicy"));

  private static final Map<String, Row> BY_GROUP_AND_KIND = new HashMap<>();
  private static final Map<String, Row> BY_KIND = new HashMap<>();
  private static final Map<String, Row> BY_LOWER_KIND = new HashMap<>();
  private static final Map<String, Row> BY_PLURAL = new HashMap<>();

  static {
    for (String line : TABLE.strip().split("\n", -1)) {
      String[] words = line.split(" ", -1);
      boolean namespaced = words[3].equals("namespaced");
      Row row = new Row(words[0], words[1], words[2], namespaced, Use.valueOf(words[4]));
      BY_GROUP_AND_KIND.put(group(row.apiVersion()) + " " + row.kind(), row);
      BY_KIND.put(row.kind(), row);
      BY_LOWER_KIND.put(row.kind().toLowerCase(Locale.ROOT), row);
      BY_PLURAL.put(row.plural(), row);
    }
  }

  private Kinds() {}

  /** The use of a kind. */
  enum Use {
    /** It takes part in walks. */
    SIMULATED,
    /** A policy: walks meet it where an engine enforces it. */
    POLICY,
    /** It can change a walk, and is not simulated. */
    NOT_SIMULATED,
    /** It changes no walk. */
    NO_EFFECT,
    /** A kind that Podlane does not know. */
    UNKNOWN
  }

  /**
   * A kind.
   *
   * @param apiVersion the version it is read as
   * @param plural its name in paths of the API
   */
  public record Row(String apiVersion, String kind, String plural, boolean namespaced, Use use) {}

  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? CORE : apiVersion.substring(0, slash);
  }

  /** The kind of that group in any version, or of the group it was in before. */
  public static Optional<Row> find(String apiVersion, String kind) {
    String group = group(apiVersion);
    if (FORMER_GROUPS.getOrDefault(group, Set.of()).contains(kind)) {
      return named(kind);
    }
    boolean isVersion = !group.isEmpty() || apiVersion.equals("v1");
    return isVersion
        ? Optional.ofNullable(BY_GROUP_AND_KIND.get(group + " " + kind))
        : Optional.empty();
  }

  /** The known kind of that name, in whichever group it is. */
  static Optional<Row> named(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** The kind that paths name so: {@code pods}, or {@code pod}; upper and lower case are one. */
  static Optional<Row> ofPathWord(String word) {
    Row plural = BY_PLURAL.get(word);
    return Optional.ofNullable(
        plural == null ? BY_LOWER_KIND.get(word.toLowerCase(Locale.ROOT)) : plural);
  }

  /**
   * The kind that was meant where a group of Kubernetes' own has none of that name, or a name is
   * written in other cases. Groups of custom resources have a dot.
   */
  static Optional<Row> meant(String apiVersion, String kind) {
    String group = group(apiVersion);
    boolean isCustom =
        group.indexOf('.') >= 0 && !group.endsWith("k8s.io") && !group.equals("podlane.dev");
    return isCustom || WITHOUT_EFFECT.contains(group) || CHANGING.contains(group)
        ? Optional.empty()
        : Optional.ofNullable(BY_LOWER_KIND.get(kind.toLowerCase(Locale.ROOT)));
  }

  /** Returns true if objects of a kind are policies of Kubernetes. */
  public static boolean isPolicy(String apiVersion, String kind) {
    return use(apiVersion, kind) == Use.POLICY;
  }

  /** Returns true if no object of a kind changes a packet's way. */
  public static boolean isWithoutEffect(String apiVersion, String kind) {
    return use(apiVersion, kind) == Use.NO_EFFECT;
  }

  static Use use(String apiVersion, String kind) {
    Optional<Row> row = find(apiVersion, kind);
    String group = group(apiVersion);
    if (row.isPresent()) {
      return row.get().use();
    }
    if (CHANGING.contains(group)) {
      return Use.NOT_SIMULATED;
    }
    return WITHOUT_EFFECT.contains(group) ? Use.NO_EFFECT : Use.UNKNOWN;
  }

  /**
   * Returns the name of a kind in counts: with its group if a kind of Kubernetes has the same name.
   */
  static String label(String apiVersion, String kind) {
    boolean another = BY_KIND.containsKey(kind) && find(apiVersion, kind).isEmpty();
    String group = group(apiVersion);
    return another && !group.isEmpty() ? kind + "." + group : kind;
  }
}
