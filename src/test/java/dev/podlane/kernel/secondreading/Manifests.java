package dev.podlane.kernel.secondreading;

import dev.podlane.kernel.secondreading.ServiceSet.Endpoint;
import dev.podlane.kernel.secondreading.ServiceSet.Ingress;
import dev.podlane.kernel.secondreading.ServiceSet.Node;
import dev.podlane.kernel.secondreading.ServiceSet.Port;
import dev.podlane.kernel.secondreading.ServiceSet.Service;
import dev.podlane.kernel.secondreading.ServiceSet.Slice;
import dev.podlane.kernel.secondreading.ServiceSet.SlicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A set's documents, as kubectl gets them. */
final class Manifests {
  private final List<String> documents = new ArrayList<>();

  private Manifests() {}

  /**
   * The documents.
   *
   * @param mode that of kube-proxy
   * @param version of Kubernetes
   */
  static String of(ServiceSet set, String mode, String version) {
    Manifests all = new Manifests();
    String network =
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
            + " {masquerade: false, podCIDR: 10.244.0.0/16, nodeNetwork: {cidr: 10.100.0.0/24},"
            + " serviceCIDR: %s, proxyMode: %s, kubernetesVersion: '%s'}}";
    all.documents.add(network.formatted(set.proxy().serviceCidr(), mode, version));
    Stream.concat(Stream.of(set.node()), set.others().stream()).forEach(all::node);
    all.proxy(set.proxy(), mode);
    set.services().forEach(all::service);
    set.slices().forEach(all::slice);
    return String.join("\n---\n", all.documents) + "\n";
  }

  private static <T> String list(List<T> all, Function<T, String> each) {
    return all.stream().map(each).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private void node(Node node) {
    String labels =
        node.zone() == null ? "" : ", labels: {topology.kubernetes.io/zone: " + node.zone() + "}";
    documents.add(
        "{apiVersion: v1, kind: Node, metadata: {name: %s%s}, spec: {podCIDR: %s}, status:"
                .formatted(node.name(), labels, node.podCidr())
            + " {addresses: [{type: InternalIP, address: "
            + node.ip()
            + "}]}}");
  }

  private void proxy(ServiceSet.Proxy proxy, String mode) {
    boolean isIptables = mode.equals("iptables");
    // what is set for the other mode does not count
    documents.add(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kube-proxy, namespace: kube-system}
        data:
          config.conf: |
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: %s
            clusterCIDR: '%s'
            nodePortAddresses: %s
            iptables: {masqueradeAll: %s, localhostNodePorts: %s}
            nftables: {masqueradeAll: %s}
        """
            .formatted(
                mode,
                proxy.clusterCidr() == null ? "" : proxy.clusterCidr(),
                list(proxy.nodePortAddresses(), Manifests::quoted),
                proxy.masqueradeAll() == isIptables,
                proxy.localhostNodePorts(),
                proxy.masqueradeAll() != isIptables)
            .strip());
  }

  private void service(Service service) {
    List<String> spec = new ArrayList<>(List.of("type: " + service.type().text()));
    if (service.type() == ServiceSet.Type.EXTERNAL_NAME) {
      spec.add("externalName: www.example.com");
    } else {
      boolean isV6First = service.clusterIps().get(0).indexOf(':') >= 0;
      spec.add("clusterIP: " + quoted(service.clusterIps().get(0)));
      spec.add("clusterIPs: " + list(service.clusterIps(), Manifests::quoted));
      List<String> families = isV6First ? List.of("IPv6", "IPv4") : List.of("IPv4", "IPv6");
      spec.add("ipFamilies: " + families.subList(0, service.clusterIps().size()));
    }
    spec.add("ports: " + list(service.ports(), Manifests::port));
    spec.add("internalTrafficPolicy: " + (service.internalLocal() ? "Local" : "Cluster"));
    if (service.externalLocal()) {
      spec.add("externalTrafficPolicy: Local");
    }
    if (service.affinity() != 0) {
      spec.add("sessionAffinity: ClientIP");
    }
    if (service.affinity() > 0) {
      int seconds = service.affinity();
      spec.add("sessionAffinityConfig: {clientIP: {timeoutSeconds: " + seconds + "}}");
    }
    if (!service.allocates()) {
      spec.add("allocateLoadBalancerNodePorts: false");
    }
    if (service.health() != 0) {
      spec.add("healthCheckNodePort: " + service.health());
    }
    spec.add("externalIPs: " + list(service.externalIps(), Manifests::quoted));
    spec.add("loadBalancerSourceRanges: " + list(service.sourceRanges(), Manifests::quoted));
    String labels =
        service.proxyName() == null
            ? ""
            : ", labels: {service.kubernetes.io/service-proxy-name: " + service.proxyName() + "}";
    documents.add(
        "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: %s%s}, spec: {%s}, status:"
                .formatted(service.name(), service.namespace(), labels, String.join(", ", spec))
            + " {loadBalancer: {ingress: "
            + list(service.ingress(), Manifests::ingress)
            + "}}}");
  }

  private static String port(Port port) {
    return "{name: '%s', protocol: %s, port: %d%s}"
        .formatted(
            port.name(),
            port.protocol(),
            port.port(),
            port.nodePort() == 0 ? "" : ", nodePort: " + port.nodePort());
  }

  private static String ingress(Ingress ingress) {
    return ingress.ip() == null
        ? "{hostname: lb.example.com}"
        : "{ip: '%s'%s}"
            .formatted(ingress.ip(), ingress.mode() == null ? "" : ", ipMode: " + ingress.mode());
  }

  private void slice(Slice slice) {
    documents.add(
        ("{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: %s, namespace:"
                + " %s, labels: {kubernetes.io/service-name: %s}}, addressType: %s, ports: %s,"
                + " endpoints: %s}")
            .formatted(
                slice.name(),
                slice.namespace(),
                slice.service(),
                slice.ipv6() ? "IPv6" : "IPv4",
                list(slice.ports(), Manifests::slicePort),
                list(slice.endpoints(), Manifests::endpoint)));
  }

  private static String slicePort(SlicePort port) {
    List<String> fields = new ArrayList<>();
    if (port.name() != null) {
      fields.add("name: " + quoted(port.name()));
    }
    if (!port.protocol().equals("TCP") || port.port() == null || port.port() % 2 == 1) {
      fields.add("protocol: " + port.protocol());
    }
    if (port.port() != null) {
      fields.add("port: " + port.port());
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String endpoint(Endpoint endpoint) {
    List<String> fields = new ArrayList<>();
    fields.add("addresses: " + list(endpoint.addresses(), Manifests::quoted));
    if (endpoint.node() != null) {
      fields.add("nodeName: " + endpoint.node());
    }
    List<String> conditions = new ArrayList<>();
    if (endpoint.ready() != null) {
      conditions.add("ready: " + endpoint.ready());
    }
    if (endpoint.serving() != null) {
      conditions.add("serving: " + endpoint.serving());
    }
    if (endpoint.terminating() != null) {
      conditions.add("terminating: " + endpoint.terminating());
    }
    if (!conditions.isEmpty()) {
      fields.add("conditions: {" + String.join(", ", conditions) + "}");
    }
    List<String> hints = new ArrayList<>();
    if (!endpoint.forZones().isEmpty()) {
      hints.add("forZones: " + list(endpoint.forZones(), each -> "{name: " + each + "}"));
    }
    if (!endpoint.forNodes().isEmpty()) {
      hints.add("forNodes: " + list(endpoint.forNodes(), each -> "{name: " + each + "}"));
    }
    if (!hints.isEmpty()) {
      fields.add("hints: {" + String.join(", ", hints) + "}");
    }
    return "{" + String.join(", ", fields) + "}";
  }
}
