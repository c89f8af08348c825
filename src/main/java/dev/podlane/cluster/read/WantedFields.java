package dev.podlane.cluster.read;

import dev.podlane.cluster.http.NginxConfig;
import dev.podlane.document.redact.AllowList;
import dev.podlane.document.tree.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that the readers of this package read, by kind; other fields of a large file are not
 * kept. A reader of a further field must add it here: WantedFieldsTest compares clusters read with
 * and without all other fields.
 */
public final class WantedFields {
  private static final List<String> WHOLE = List.of("**");

  private static final String LISTEN = "metadata.annotations[podlane.dev/listen]";

  static final List<String> POD =
      List.of(
          "metadata.ownerReferences.apiVersion",
          "metadata.ownerReferences.controller",
          "metadata.ownerReferences.kind",
          "metadata.ownerReferences.name",
          LISTEN,
          "metadata.annotations[kubernetes.io/config.mirror]",
          "metadata.deletionTimestamp",
          "spec.hostNetwork",
          "spec.hostname",
          "spec.subdomain",
          "spec.dnsPolicy",
          "spec.dnsConfig.**",
          "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.**",
          "spec.readinessGates.conditionType",
          "spec.nodeName",
          "spec.nodeSelector.**",
          "spec.tolerations.effect",
          "spec.tolerations.key",
          "spec.tolerations.operator",
          "spec.tolerations.value",
          "spec.initContainers.name",
          "spec.initContainers.image",
          "spec.initContainers.ports.**",
          "spec.initContainers.restartPolicy",
          "spec.initContainers.readinessProbe",
          "spec.containers.name",
          "spec.containers.image",
          "spec.containers.ports.**",
          "spec.containers.args.**",
          "spec.containers.command.**",
          "spec.containers.readinessProbe",
          "status.phase",
          "status.podIP",
          "status.podIPs.**",
          "status.hostIP",
          "status.hostIPs.**",
          "status.conditions.type",
          "status.conditions.status",
          "status.initContainerStatuses.name",
          "status.initContainerStatuses.restartCount",
          "status.initContainerStatuses.state.terminated.exitCode",
          "status.initContainerStatuses.state.terminated.reason",
          "status.initContainerStatuses.state.waiting.reason",
          "status.containerStatuses.name",
          "status.containerStatuses.ready",
          "status.containerStatuses.restartCount",
          "status.containerStatuses.state.terminated.exitCode",
          "status.containerStatuses.state.terminated.reason",
          "status.containerStatuses.state.waiting.reason");

  static final List<String> NODE =
      List.of(
          "spec.podCIDR",
          "spec.podCIDRs.**",
          "spec.unschedulable",
          "spec.taints.**",
          "status.addresses.**",
          "status.nodeInfo.kubeletVersion",
          "status.conditions.type",
          "status.conditions.status");

  /** The template is kept whole, as the names of pods come from its hash. */
  private static final List<String> WORKLOAD =
      List.of("metadata.ownerReferences.**", LISTEN, "spec.**");

  /** Further fields of a Job. */
  private static final List<String> JOB =
      List.of(
          "metadata.ownerReferences.**",
          LISTEN,
          "spec.**",
          "status.startTime",
          "status.active",
          "status.completedIndexes",
          "status.conditions.type",
          "status.conditions.status");

  private static final List<String> INGRESS =
      List.of(
          "metadata.creationTimestamp",
          "metadata.annotations.**",
          "spec.**",
          "status.loadBalancer.**");

  private static final List<String> GATEWAY =
      List.of("metadata.creationTimestamp", "spec.**", "status.addresses.**");

  /** Kinds of the Gateway API whose spec is read. */
  private static final List<String> ROUTES =
      List.of(
          "GatewayClass",
          "HTTPRoute",
          "ReferenceGrant",
          "GRPCRoute",
          "TLSRoute",
          "TCPRoute",
          "UDPRoute",
          "ListenerSet",
          "XListenerSet",
          "VirtualService",
          "MeshHTTPRoute",
          "MeshTCPRoute");

  private static final List<String> SERVICE = List.of("spec.**", "status.loadBalancer.**");

  /** Kinds that can change a walk and are read in full. */
  private static final List<String> POLICIES =
      List.of(
          "NetworkPolicy",
          "AdminNetworkPolicy",
          "BaselineAdminNetworkPolicy",
          "ClusterNetworkPolicy",
          "GlobalNetworkPolicy",
          "CiliumNetworkPolicy",
          "CiliumClusterwideNetworkPolicy",
          "CiliumEgressGatewayPolicy",
          "CiliumLocalRedirectPolicy",
          "HostEndpoint",
          "FelixConfiguration",
          "IPPool",
          "EgressNetworkPolicy",
          "EgressFirewall",
          "FQDNNetworkPolicy",
          "ApplicationNetworkPolicy",
          "AuthorizationPolicy",
          "MeshTrafficPermission",
          "PeerAuthentication",
          "SecurityGroupPolicy",
          "Server",
          "ServiceIntentions",
          "Sidecar");

  private static final List<String> WORKLOADS =
      List.of(
          "Deployment",
          "ReplicaSet",
          "StatefulSet",
          "DaemonSet",
          "CronJob",
          "ReplicationController");

  /** Kinds of Podlane itself. */
  private static final List<String> OWN =
      List.of(
          "ClusterNetwork",
          "ConsoleEdit",
          "Expectation",
          "PodEvents",
          "Host",
          "DockerHost",
          "LinuxNetwork");

  /** Kinds by which files of tools are recognised. */
  private static final List<String> TOOLS = List.of("Kustomization", "Component", "Status");

  private WantedFields() {}

  /** The fields of all kinds. */
  public static Wanted all() {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    paths.put("Pod", POD);
    paths.put("Node", NODE);
    paths.put("Namespace", List.of());
    WORKLOADS.forEach(kind -> paths.put(kind, WORKLOAD));
    paths.put("Job", JOB);
    paths.put("HorizontalPodAutoscaler", List.of("spec.scaleTargetRef.**", "spec.minReplicas"));
    List<String> configured =
        new ArrayList<>(
            List.of(
                "data.ClusterConfiguration",
                "data[net-conf.json]",
                "data[config.conf]",
                "data.Corefile",
                "data.NodeHosts"));
    AllowList.NGINX_KEYS.forEach(key -> configured.add("data." + key));
    NginxConfig.NAMED.forEach(key -> configured.add("data." + key));
    paths.put("ConfigMap", configured);
    paths.put("Service", SERVICE);
    paths.put("Ingress", INGRESS);
    paths.put("IngressClass", INGRESS);
    paths.put("Gateway", GATEWAY);
    ROUTES.forEach(kind -> paths.put(kind, List.of("metadata.creationTimestamp", "spec.**")));
    paths.put("ServiceCIDR", List.of("spec.**"));
    paths.put("Endpoints", List.of("subsets.**"));
    paths.put("EndpointSlice", List.of("addressType", "endpoints.**", "ports.**"));
    POLICIES.forEach(kind -> paths.put(kind, List.of("spec.**", "specs.**")));
    TOOLS.forEach(kind -> paths.put(kind, WHOLE));
    OWN.forEach(kind -> paths.put(kind, WHOLE));
    return Wanted.of(paths);
  }
}
