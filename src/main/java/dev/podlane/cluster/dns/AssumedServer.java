package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.LoadBalancer;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.ScalarValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose documents leave out its DNS server gets one: the Service {@code kube-dns} at the
 * tenth address of the service network, as kubeadm makes it, and a pod of CoreDNS on the first
 * ready node. A Service whose pods the documents hold, ready or not, keeps them.
 *
 * @param cluster the cluster with its server
 * @param assumed the parts that were added; empty if none was
 */
public record AssumedServer(Cluster cluster, List<Assumption> assumed) {
  private static final int PORT = 53;
  private static final int TENTH = 10;
  private static final String POD = "coredns-assumed";

  public AssumedServer {
    assumed = List.copyOf(assumed);
  }

  /** A server whose Corefile the documents do not hold has the usual one. */
  public static Assumption corefile() {
    return new Assumption("dns.corefile", List.of(), null);
  }

  /** Completes a cluster. */
  public static AssumedServer complete(Cluster cluster) {
    Service known = ClusterDns.of(cluster).service();
    if (known != null && hasServers(cluster, known)) {
      return new AssumedServer(cluster, List.of());
    }
    Optional<Node> node =
        cluster.nodes().stream()
            .filter(each -> each.ready() && each.internalIp() != null)
            .findFirst();
    if (node.isEmpty()) {
      return new AssumedServer(cluster, List.of());
    }
    Service service = known == null ? service(cluster) : known;
    Pod pod = pod(cluster, node.get(), service);
    List<Service> services = new ArrayList<>(cluster.services().all());
    if (known == null) {
      services.add(service);
    }
    List<EndpointSlice> slices = new ArrayList<>(cluster.services().slices());
    slices.add(slice(service, pod, node.get()));
    List<Pod> pods = new ArrayList<>(cluster.pods());
    pods.add(pod);
    Cluster complete =
        cluster.with(pods, new Services(services, slices, cluster.services().omitted()));
    String code = known == null ? "dns.server" : "dns.pod";
    List<String> args =
        List.of(
            service.ref().path(), "" + service.clusterIp(), pod.ref().path(), node.get().name());
    return new AssumedServer(complete, List.of(new Assumption(code, args, null)));
  }

  /** Endpoints or pods of the Service, in whatever state, or a workload that would bring some. */
  private static boolean hasServers(Cluster cluster, Service service) {
    LabelSelector selector = service.selector();
    boolean sliced =
        cluster.services().slices(service).stream().anyMatch(each -> !each.endpoints().isEmpty());
    if (sliced || selector == null || service.clusterIp() == null) {
      return true;
    }
    String namespace = service.ref().namespace();
    boolean pods =
        cluster.pods().stream()
            .anyMatch(pod -> pod.namespace().equals(namespace) && selector.matches(pod.labels()));
    return pods
        || cluster.sources().entrySet().stream()
            .filter(each -> each.getKey().namespace().equals(namespace))
            .anyMatch(each -> selector.matches(templateLabels(each.getValue())));
  }

  private static Map<String, String> templateLabels(Source source) {
    MapValue labels = source.value().map("spec").map("template").map("metadata").map("labels");
    Map<String, String> found = new TreeMap<>();
    labels
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ScalarValue scalar) {
                found.put(key, scalar.text());
              }
            });
    return found;
  }

  private static Service service(Cluster cluster) {
    Prefix block = cluster.network().serviceCidr();
    Set<Ip> taken = new HashSet<>();
    cluster.services().all().forEach(each -> taken.addAll(each.clusterIps()));
    Ip address = block.network().plus(TENTH);
    while (taken.contains(address)) {
      address = address.plus(1);
    }
    Map<String, String> labels = Map.of(ClusterDns.LABEL, ClusterDns.NAME);
    return new Service(
        new ObjectRef("v1", "Service", ClusterDns.SYSTEM, ClusterDns.NAME),
        Place.NOWHERE,
        new TreeMap<>(labels),
        Service.Type.CLUSTER_IP,
        false,
        List.of(address),
        List.of("IPv4"),
        LabelSelector.of(labels),
        List.of(
            new ServicePort("dns", Protocol.UDP, PORT, PORT, "", 0),
            new ServicePort("dns-tcp", Protocol.TCP, PORT, PORT, "", 0)),
        List.of(),
        "",
        new LoadBalancer(false, List.of(), List.of(), true),
        new Service.Traffic(false, false, 0, false, 0, Service.Distribution.NONE));
  }

  private static Pod pod(Cluster cluster, Node node, Service service) {
    Prefix block = node.podCidr();
    Ip own = block == null ? null : free(cluster, block);
    Ip address = own == null ? node.internalIp() : own;
    boolean hostNetwork = own == null;
    List<ContainerPort> ports =
        service.ports().stream()
            .filter(AssumedServer::isDns)
            .map(port -> port(port, hostNetwork))
            .toList();
    TreeMap<String, String> labels = new TreeMap<>();
    if (service.selector() != null) {
      labels.putAll(service.selector().matchLabels());
    }
    return new Pod(
        new ObjectRef("v1", "Pod", service.ref().namespace(), POD),
        Place.NOWHERE,
        labels,
        node.name(),
        address,
        hostNetwork,
        Pod.Phase.RUNNING,
        List.of(new Container("coredns", "coredns", ports, false)),
        null,
        0,
        new PodTraits(
            address == null ? List.of() : List.of(address),
            Readiness.READY,
            false,
            "",
            "",
            null,
            PodTraits.Origin.BROUGHT));
  }

  private static ContainerPort port(ServicePort port, boolean hostNetwork) {
    int number = target(port);
    String name = port.targetName();
    return new ContainerPort(name, number, port.protocol(), hostNetwork ? number : 0, null);
  }

  private static boolean isDns(ServicePort port) {
    return port.port() == PORT;
  }

  private static int target(ServicePort port) {
    return port.target() > 0 ? port.target() : PORT;
  }

  /** The highest address of a block that no pod has, the last to be handed out; null if none is. */
  private static @Nullable Ip free(Cluster cluster, Prefix block) {
    Set<Ip> taken = new HashSet<>();
    cluster.pods().forEach(pod -> taken.addAll(pod.traits().addresses()));
    for (long back = 1; back <= taken.size() + 1L; back++) {
      Ip address = block.last().plus(-back);
      boolean usable = block.contains(address) && address.compareTo(block.network().plus(1)) > 0;
      if (usable && !taken.contains(address)) {
        return address;
      }
    }
    return null;
  }

  private static EndpointSlice slice(Service service, Pod pod, Node node) {
    List<EndpointSlice.Port> ports =
        service.ports().stream()
            .filter(AssumedServer::isDns)
            .map(port -> new EndpointSlice.Port(port.name(), port.protocol(), target(port)))
            .toList();
    String zone = node.labels().getOrDefault("topology.kubernetes.io/zone", "");
    EndpointSlice.Endpoint endpoint =
        new EndpointSlice.Endpoint(
            pod.traits().addresses(),
            true,
            true,
            false,
            node.name(),
            zone,
            "",
            pod.ref().path(),
            List.of(),
            List.of());
    ObjectRef ref =
        new ObjectRef(
            "discovery.k8s.io/v1",
            "EndpointSlice",
            service.ref().namespace(),
            service.ref().name() + "-assumed");
    return new EndpointSlice(
        ref, Place.NOWHERE, service.ref().name(), "IPv4", List.of(endpoint), ports);
  }
}
