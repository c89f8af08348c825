package dev.podlane.kernel.secondreading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one kube-proxy knows: its node, its configuration, Services and EndpointSlices.
 *
 * @param node the node it runs on
 * @param others the cluster's other nodes
 * @param proxy its configuration
 * @param services in the order of the documents
 * @param slices in the order of the documents
 */
record ServiceSet(
    Node node, List<Node> others, Proxy proxy, List<Service> services, List<Slice> slices) {

  /** The types of Services. */
  enum Type {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer"),
    EXTERNAL_NAME("ExternalName");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A node.
   *
   * @param ip its InternalIP
   * @param zone the value of its label {@code topology.kubernetes.io/zone}; null without one
   * @param podCidr addresses of its pods, of which the bridge has the first
   */
  record Node(String name, String ip, @Nullable String zone, String podCidr) {}

  /**
   * A configuration of kube-proxy.
   *
   * @param clusterCidr tells pods from others; null if it has none
   * @param serviceCidr addresses of Services
   * @param nodePortAddresses blocks, or {@code primary}; none means the default of the mode
   */
  record Proxy(
      @Nullable String clusterCidr,
      String serviceCidr,
      List<String> nodePortAddresses,
      boolean masqueradeAll,
      boolean localhostNodePorts) {}

  /**
   * A Service.
   *
   * @param clusterIps {@code None}, or one address of each family; none for an ExternalName
   * @param affinity seconds; 0 for none, -1 for the three hours of one that does not say
   * @param allocates false if it is a load balancer without node ports
   * @param health its health check node port; 0 for none
   * @param proxyName the value of the label that gives it to another proxy; null without it
   */
  record Service(
      String namespace,
      String name,
      Type type,
      List<String> clusterIps,
      List<Port> ports,
      boolean internalLocal,
      boolean externalLocal,
      int affinity,
      List<String> externalIps,
      List<Ingress> ingress,
      List<String> sourceRanges,
      boolean allocates,
      int health,
      @Nullable String proxyName) {}

  /**
   * A port of a Service.
   *
   * @param name may be empty
   * @param protocol in capital letters
   * @param nodePort 0 for none
   */
  record Port(String name, String protocol, int port, int nodePort) {}

  /**
   * An address of a load balancer in a Service's status.
   *
   * @param ip null if it has a name only
   * @param mode null if the balancer does not say
   */
  record Ingress(@Nullable String ip, @Nullable String mode) {}

  /**
   * An EndpointSlice.
   *
   * @param service the Service that its label names
   * @param ipv6 true if its address type is IPv6
   */
  record Slice(
      String namespace,
      String name,
      String service,
      boolean ipv6,
      List<SlicePort> ports,
      List<Endpoint> endpoints) {}

  /**
   * A port of a slice.
   *
   * @param name null if it is left out, which is the empty name
   * @param port null for all ports
   */
  record SlicePort(@Nullable String name, String protocol, @Nullable Integer port) {}

  /**
   * An endpoint.
   *
   * @param addresses of which only the first counts
   * @param node null if the slice does not say
   * @param ready null if the slice does not say; so are serving and terminating
   */
  record Endpoint(
      List<String> addresses,
      @Nullable String node,
      @Nullable Boolean ready,
      @Nullable Boolean serving,
      @Nullable Boolean terminating,
      List<String> forZones,
      List<String> forNodes) {}
}
