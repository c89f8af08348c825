package dev.podlane.finding.found;

import java.util.stream.Stream;

/**
 * The kinds of findings. A code is stable: programs filter by it, and it is never given to another
 * kind (docs/findings.md lists all).
 */
public enum Kind {
  SERVICE_SELECTS_NOTHING("service.selects-nothing", Level.ERROR),
  SERVICE_PODS_ELSEWHERE("service.pods-elsewhere", Level.ERROR),
  SERVICE_NOT_READY("service.no-ready-endpoints", Level.ERROR),
  SERVICE_TARGET_UNHEARD("service.target-port-unheard", Level.ERROR),
  SERVICE_TARGET_LOOPBACK("service.target-port-loopback", Level.ERROR),
  SERVICE_TARGET_PROTOCOL("service.target-port-protocol", Level.ERROR),
  SERVICE_TARGET_NAME("service.target-port-name", Level.ERROR),
  SERVICE_TARGET_PARTLY("service.target-port-partly", Level.WARNING),
  SERVICE_NAME_PARTLY("service.port-name-partly", Level.WARNING),
  SERVICE_PENDING("service.load-balancer-pending", Level.WARNING),
  SERVICE_EXTERNAL_LOCAL("service.external-local", Level.WARNING),
  SERVICE_BALANCER_LOCAL("service.load-balancer-local", Level.NOTE),
  SERVICE_INTERNAL_LOCAL("service.internal-local", Level.WARNING),
  SERVICE_HEADLESS_PORT("service.headless-port", Level.WARNING),
  SERVICE_ADDRESS_TWICE("service.cluster-ip-twice", Level.ERROR),
  SERVICE_ADDRESS_FOREIGN("service.cluster-ip-foreign", Level.WARNING),
  SERVICE_NODE_PORT_TWICE("service.node-port-twice", Level.ERROR),
  SERVICE_NODE_PORT_RANGE("service.node-port-range", Level.WARNING),
  SERVICE_EXTERNAL_ADDRESS("service.external-name-address", Level.ERROR),
  SERVICE_EXTERNAL_DANGLING("service.external-name-unknown", Level.ERROR),
  SERVICE_EXTERNAL_PORT("service.external-name-port", Level.WARNING),
  SERVICE_AFFINITY_HEADLESS("service.affinity-headless", Level.NOTE),
  SERVICE_RANGES_UNUSED("service.source-ranges-unused", Level.WARNING),
  SLICE_NO_SERVICE("slice.service-unknown", Level.WARNING),
  SLICE_PORT("slice.port-unjoined", Level.ERROR),
  SLICE_CLUSTER_IP("slice.cluster-ip", Level.ERROR),
  SLICE_TWICE("slice.address-twice", Level.NOTE),
  SLICE_POD_GONE("slice.pod-unknown", Level.ERROR),
  SLICE_ADDRESS("slice.address-differs", Level.ERROR),
  SLICE_NODE("slice.node-differs", Level.WARNING),
  POD_PORT_CLASH("pod.port-clash", Level.ERROR),
  POD_HOST_NETWORK_CLASH("pod.host-network-clash", Level.ERROR),
  POD_HOST_PORT_CLASH("pod.host-port-clash", Level.ERROR),
  POD_HOST_IP("pod.host-ip-foreign", Level.WARNING),
  POD_ADDRESS_TWICE("pod.address-twice", Level.ERROR),
  POD_ADDRESS_FOREIGN("pod.address-foreign", Level.WARNING),
  POD_READINESS_PORT("pod.readiness-port", Level.ERROR),
  POD_LIVENESS_PORT("pod.liveness-port", Level.ERROR),
  POD_PROBE_HOST("pod.probe-host", Level.WARNING),
  POD_SUBDOMAIN("pod.subdomain-unknown", Level.WARNING),
  POD_NODE_UNKNOWN("pod.node-unknown", Level.ERROR),
  POD_NODE_SELECTOR("pod.node-selector", Level.ERROR),
  POD_TAINTED("pod.taint-not-tolerated", Level.ERROR),
  POD_AFFINITY("pod.node-affinity", Level.ERROR),
  POD_NO_ROOM("pod.no-room", Level.WARNING),
  DAEMONSET_NOWHERE("daemonset.no-node", Level.WARNING),
  STATEFULSET_SERVICE("statefulset.service-unknown", Level.WARNING),
  STATEFULSET_NOT_READY("statefulset.unready-names", Level.NOTE),
  REFERENCE_UNKNOWN("reference.service-unknown", Level.WARNING),
  REFERENCE_NAMESPACE("reference.other-namespace", Level.WARNING),
  REFERENCE_PORT("reference.port-unknown", Level.WARNING),
  DNS_HOST_NETWORK("dns.host-network-policy", Level.WARNING),
  DNS_DEFAULT("dns.default-policy", Level.WARNING),
  DNS_SERVER("dns.nameserver-foreign", Level.WARNING),
  DNS_SEARCH("dns.search-missing", Level.WARNING),
  DNS_NDOTS("dns.ndots-few", Level.NOTE),
  INGRESS_CLASS("ingress.class-unknown", Level.WARNING),
  INGRESS_NO_CLASS("ingress.class-missing", Level.WARNING),
  INGRESS_SERVICE("ingress.service-unknown", Level.ERROR),
  INGRESS_ELSEWHERE("ingress.service-elsewhere", Level.ERROR),
  INGRESS_PORT("ingress.port-unknown", Level.ERROR),
  INGRESS_TWICE("ingress.rule-twice", Level.WARNING),
  INGRESS_SECRET("ingress.secret-unknown", Level.WARNING),
  GATEWAY_CLASS("gateway.class-unknown", Level.WARNING),
  GATEWAY_SECRET("gateway.secret-unknown", Level.WARNING),
  GATEWAY_LISTENER("gateway.listener-twice", Level.WARNING),
  LISTENER_SET_PARENT("listener-set.parent-unknown", Level.ERROR),
  LISTENER_SET_NOT_ALLOWED("listener-set.not-allowed", Level.ERROR),
  LISTENER_SET_CONFLICT("listener-set.conflict", Level.WARNING),
  ROUTE_PARENT("route.parent-unknown", Level.ERROR),
  ROUTE_SECTION("route.listener-unknown", Level.ERROR),
  ROUTE_NOT_ALLOWED("route.not-allowed", Level.ERROR),
  ROUTE_HOST("route.host-disjoint", Level.ERROR),
  ROUTE_SERVICE("route.service-unknown", Level.ERROR),
  ROUTE_GRANT("route.grant-missing", Level.ERROR),
  ROUTE_PORT("route.port-unknown", Level.ERROR),
  ROUTE_WEIGHT("route.weights-zero", Level.NOTE),
  POLICY_SELECTS_NOTHING("policy.selects-nothing", Level.WARNING),
  POLICY_NOT_ENFORCED("policy.not-enforced", Level.WARNING),
  POLICY_HOST_NETWORK("policy.host-network-pod", Level.WARNING),
  POLICY_IGNORED("policy.direction-ignored", Level.WARNING),
  POLICY_PRIORITY("policy.priority-twice", Level.WARNING),
  POLICY_PEER_NOTHING("policy.peer-selects-nothing", Level.WARNING),
  POLICY_PEER_ELSEWHERE("policy.peer-elsewhere", Level.WARNING),
  POLICY_NAMESPACE("policy.namespace-selects-nothing", Level.WARNING),
  POLICY_AND_OR("policy.peers-not-combined", Level.WARNING),
  POLICY_SERVICE_PORT("policy.service-port", Level.WARNING),
  POLICY_PORT_NAME("policy.port-name-unknown", Level.WARNING),
  POLICY_DNS_BLOCKED("policy.dns-blocked", Level.WARNING),
  POLICY_DNS_CLOSED("policy.dns-closed", Level.NOTE),
  POLICY_BLOCK_SERVICE("policy.block-of-service", Level.WARNING),
  POLICY_BLOCK_POD("policy.block-of-pod", Level.NOTE),
  POLICY_BLOCK_MASQUERADED("policy.block-masqueraded", Level.WARNING),
  POLICY_CONTROLLER("policy.controller-blocked", Level.WARNING),
  NETWORK_PODS_NODES("network.pods-overlap-nodes", Level.ERROR),
  NETWORK_PODS_SERVICES("network.pods-overlap-services", Level.ERROR),
  NETWORK_NODES_SERVICES("network.nodes-overlap-services", Level.ERROR),
  NETWORK_ONE_BLOCK("network.one-block", Level.WARNING),
  NETWORK_FLANNEL("network.flannel-differs", Level.ERROR),
  NETWORK_FORWARD_DROP("network.forward-drop", Level.ERROR),
  NETWORK_BRIDGE_NF("network.bridge-nf-off", Level.ERROR),
  NETWORK_HAIRPIN("network.hairpin-off", Level.WARNING),
  NETWORK_MASQUERADED("network.pods-masqueraded", Level.NOTE),
  NODE_BLOCKS("node.blocks-overlap", Level.ERROR),
  NODE_BLOCK_FOREIGN("node.block-foreign", Level.WARNING),
  NODE_ADDRESS_TWICE("node.address-twice", Level.ERROR),
  NODE_ADDRESS_FOREIGN("node.address-foreign", Level.ERROR),
  NODE_NOT_READY("node.not-ready", Level.WARNING),
  NODE_FORWARDING("node.forwarding-off", Level.ERROR),
  NODE_FORWARD_DROP("node.forward-drop", Level.ERROR),
  NODE_MTU("node.mtu-smaller", Level.WARNING),
  NODE_ROUTE("node.route-changed", Level.ERROR),
  NODE_REVERSE_PATH("node.reverse-path", Level.ERROR),
  GATEWAY_ROUTE("gateway.route-missing", Level.ERROR),
  PROXY_CLUSTER_CIDR("proxy.cluster-cidr-foreign", Level.WARNING),
  PROXY_NODE_PORTS("proxy.node-ports-closed", Level.ERROR),
  DNS_LOOP("dns.loop", Level.ERROR);

  /** The weight of a finding. */
  public enum Level {
    /** Something that is written does not work. */
    ERROR,
    /** Something does not work for some, or as its author most probably meant. */
    WARNING,
    /** Worth knowing; it may be meant. */
    NOTE
  }

  private final String code;
  private final Level level;

  Kind(String code, Level level) {
    this.code = code;
    this.level = level;
  }

  /** Its code, such as {@code service.selects-nothing}. */
  public String code() {
    return code;
  }

  /** Its weight. */
  public Level level() {
    return level;
  }

  /**
   * Returns true if it harms only where nothing makes up for it, which a walk of its probe tells:
   * where the probe arrives there is no finding.
   */
  public boolean isWalked() {
    return switch (this) {
      case POLICY_BLOCK_MASQUERADED,
          NETWORK_FORWARD_DROP,
          NETWORK_BRIDGE_NF,
          NETWORK_HAIRPIN,
          NODE_FORWARDING,
          NODE_FORWARD_DROP,
          NODE_MTU,
          NODE_ROUTE,
          NODE_REVERSE_PATH,
          GATEWAY_ROUTE,
          PROXY_NODE_PORTS ->
          true;
      default -> false;
    };
  }

  /** The codes of all kinds, in their order. */
  public static Stream<String> codes() {
    return Stream.of(values()).map(Kind::code);
  }
}
