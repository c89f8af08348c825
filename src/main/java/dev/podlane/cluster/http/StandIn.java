package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.LoadBalancer;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A proxy assumed where the documents hold Ingresses or a Gateway and nothing that serves them: a
 * pod, and a Service of type LoadBalancer that keeps the clients' addresses ({@code
 * externalTrafficPolicy: Local}), as the projects' own manifests for clouds have it.
 *
 * @param proxy the proxy it stands in for, with its pod
 * @param pod the pod
 * @param service its Service, with addresses
 * @param slice the Service's endpoint
 */
public record StandIn(Proxy proxy, Pod pod, Service service, EndpointSlice slice) {
  /** Addresses for measurements between networks (RFC 2544), from the end of the block. */
  private static final Ip LAST_BALANCER = Ip.parse("198.19.255.254");

  private static final String NAME = "stand-in";

  /**
   * The stand-in for a proxy; empty if no node has room for its pod.
   *
   * @param others stand-ins that are there already
   */
  public static Optional<StandIn> of(
      Proxy proxy,
      List<Node> nodes,
      List<Pod> pods,
      Services services,
      ClusterNetwork network,
      List<StandIn> others) {
    Set<Ip> taken = new HashSet<>();
    pods.forEach(each -> taken.addAll(each.traits().addresses()));
    pods.forEach(each -> add(each.podIp(), taken));
    others.forEach(each -> add(each.pod().podIp(), taken));
    Set<Ip> virtual = new HashSet<>();
    for (Service each : services.all()) {
      virtual.addAll(each.clusterIps());
      virtual.addAll(each.loadBalancer().addresses());
    }
    for (StandIn each : others) {
      virtual.addAll(each.service().clusterIps());
      virtual.addAll(each.service().loadBalancer().addresses());
    }
    Ip clusterIp = free(network.serviceCidr(), virtual);
    return nodes.stream()
        .filter(node -> node.internalIp() != null && node.podCidr() != null)
        .sorted(
            Comparator.comparing((Node node) -> !node.ready() || !node.schedulable())
                .thenComparing(StandIn::isTainted))
        .map(node -> on(node, proxy, taken, clusterIp, balancer(proxy, virtual)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void add(@Nullable Ip address, Set<Ip> taken) {
    if (address != null) {
      taken.add(address);
    }
  }

  private static boolean isTainted(Node node) {
    return node.taints().stream().anyMatch(taint -> !taint.effect().equals("PreferNoSchedule"));
  }

  /** The last address but one of a block that is free; null if none is. */
  private static @Nullable Ip free(Prefix block, Set<Ip> taken) {
    Ip last = block.last();
    for (long step = 1; step <= 250; step++) {
      Ip address = last.plus(-step);
      if (!block.contains(address) || address.equals(block.network())) {
        return null;
      }
      if (!taken.contains(address)) {
        return address;
      }
    }
    return null;
  }

  /** The address in the status of what it serves, else one that nobody has. */
  private static Ip balancer(Proxy proxy, Set<Ip> taken) {
    Ip free = LAST_BALANCER;
    while (taken.contains(free)) {
      free = free.plus(-1);
    }
    Ip otherwise = free;
    return proxy.addresses().stream()
        .filter(each -> each.isV4() && !taken.contains(each))
        .findFirst()
        .orElse(otherwise);
  }

  private static Optional<StandIn> on(
      Node node, Proxy proxy, Set<Ip> taken, @Nullable Ip clusterIp, Ip balancer) {
    Prefix block = node.podCidr();
    Ip address = block == null ? null : free(block, taken);
    if (address == null || clusterIp == null) {
      return Optional.empty();
    }
    String namespace = namespace(proxy);
    String name = NAME + "-" + proxy.name().replaceAll("^[a-z]+:", "").replace('/', '-');
    TreeMap<String, String> labels = new TreeMap<>(labels(proxy));
    List<ContainerPort> declared = new ArrayList<>();
    List<ServicePort> ports = new ArrayList<>();
    for (int port : proxy.ports()) {
      declared.add(new ContainerPort("p" + port, port, Protocol.TCP, 0, null));
      ports.add(new ServicePort("p" + port, Protocol.TCP, port, port, "", 0));
    }
    ObjectRef ref = new ObjectRef("v1", "Pod", namespace, name);
    PodTraits traits =
        new PodTraits(
            List.of(address), Readiness.READY, false, "", "", null, PodTraits.Origin.BROUGHT);
    Pod pod =
        new Pod(
            ref,
            Place.NOWHERE,
            labels,
            node.name(),
            address,
            false,
            Pod.Phase.RUNNING,
            List.of(new Container("proxy", "", declared, false)),
            null,
            0,
            traits);
    ObjectRef serviceRef = new ObjectRef("v1", "Service", namespace, name);
    Service service =
        new Service(
            serviceRef,
            Place.NOWHERE,
            new TreeMap<>(),
            Service.Type.LOAD_BALANCER,
            false,
            List.of(clusterIp),
            List.of("IPv4"),
            LabelSelector.of(labels),
            ports,
            List.of(),
            "",
            new LoadBalancer(
                true,
                List.of(new LoadBalancer.Ingress(List.of(balancer), "", false)),
                List.of(),
                false),
            new Service.Traffic(true, false, 0, false, 0, Service.Distribution.NONE));
    EndpointSlice slice =
        new EndpointSlice(
            new ObjectRef("discovery.k8s.io/v1", "EndpointSlice", namespace, name),
            Place.NOWHERE,
            name,
            "IPv4",
            List.of(
                new EndpointSlice.Endpoint(
                    List.of(address),
                    true,
                    true,
                    false,
                    node.name(),
                    "",
                    "",
                    ref.path(),
                    List.of(),
                    List.of())),
            ports.stream()
                .map(port -> new EndpointSlice.Port(port.name(), port.protocol(), port.port()))
                .toList());
    return Optional.of(new StandIn(proxy.with(List.of(pod), Flags.NONE), pod, service, slice));
  }

  private static String namespace(Proxy proxy) {
    Gateway gateway = proxy.gateway();
    if (gateway != null) {
      return gateway.ref().namespace();
    }
    return proxy.isNginx() ? "ingress-nginx" : "podlane-stand-in";
  }

  private static Map<String, String> labels(Proxy proxy) {
    Gateway gateway = proxy.gateway();
    if (gateway != null) {
      return Map.of("gateway.networking.k8s.io/gateway-name", gateway.ref().name());
    }
    return proxy.isNginx()
        ? Map.of(
            "app.kubernetes.io/name", "ingress-nginx",
            "app.kubernetes.io/component", "controller",
            "podlane.dev/stand-in", "true")
        : Map.of("podlane.dev/stand-in", "true");
  }
}
