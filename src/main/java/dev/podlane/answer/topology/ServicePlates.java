package dev.podlane.answer.topology;

import dev.podlane.answer.TopologyView.AssumedPod;
import dev.podlane.answer.TopologyView.EndpointView;
import dev.podlane.answer.TopologyView.NetworkView;
import dev.podlane.answer.TopologyView.ServiceView;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.http.StandIn;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.StandIns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the views of Services that have an address of the cluster. */
final class ServicePlates {
  /** The number of Services that are told; further ones would not be drawn. */
  private static final int MOST = 50;

  private static final int MOST_ENDPOINTS = 100;
  private static final int MOST_URLS = 20;

  /** The number of assumed pods that are told: the picture keeps a place free for each. */
  private static final int MOST_ASSUMED = 4;

  private ServicePlates() {}

  /** The first Services of a cluster, in the order of the documents. */
  static List<ServiceView> of(Optional<Cluster> cluster) {
    return cluster.stream()
        .flatMap(
            each ->
                each.services().all().stream()
                    .filter(service -> !service.clusterIps().isEmpty())
                    .limit(MOST)
                    .map(service -> view(each, service)))
        .toList();
  }

  private static ServiceView view(Cluster cluster, Service service) {
    return new ServiceView(
        service.ref().namespace(),
        service.ref().name(),
        service.type().text(),
        service.clusterIps().stream().map(Ip::toString).toList(),
        service.ports().stream().map(port -> port.port() + "/" + port.protocol()).toList(),
        service.ports().stream().map(port -> port.nodePort()).filter(port -> port > 0).toList(),
        service.loadBalancer().addresses().stream().map(Ip::toString).toList(),
        cluster.services().slices(service).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .filter(each -> !each.addresses().isEmpty())
            .limit(MOST_ENDPOINTS)
            .map(ServicePlates::endpoint)
            .toList());
  }

  private static EndpointView endpoint(EndpointSlice.Endpoint each) {
    return new EndpointView(
        each.pod().isEmpty() ? null : each.pod(),
        each.addresses().get(0).toString(),
        each.ready(),
        each.terminating());
  }

  /** URLs of Ingresses and HTTPRoutes that name a host, in the order of the documents. */
  static List<String> urls(Optional<Cluster> cluster) {
    return cluster.stream()
        .flatMap(
            each ->
                Stream.concat(
                    each.http().ingresses().stream().flatMap(ServicePlates::urls),
                    each.http().routes().stream()
                        .flatMap(route -> route.hostnames().stream())
                        .filter(ServicePlates::isOneHost)
                        .map(host -> "http://" + host + "/")))
        .distinct()
        .limit(MOST_URLS)
        .toList();
  }

  /** Pods that a URL of the cluster brings. */
  static List<AssumedPod> assumed(Optional<Cluster> cluster) {
    return cluster.stream()
        .flatMap(each -> StandIns.of(each).stream())
        .map(StandIn::pod)
        .limit(MOST_ASSUMED)
        .map(ServicePlates::assumed)
        .toList();
  }

  private static AssumedPod assumed(Pod pod) {
    return new AssumedPod(
        pod.ref().namespace() + "/" + pod.ref().name(), Objects.requireNonNull(pod.nodeName()));
  }

  private static Stream<String> urls(Ingress ingress) {
    return ingress.rules().stream()
        .filter(rule -> isOneHost(rule.host()))
        .map(
            rule ->
                ingress.tls().stream().anyMatch(tls -> tls.hosts().contains(rule.host()))
                    ? "https://" + rule.host() + path(rule)
                    : "http://" + rule.host() + path(rule));
  }

  /** The first path that begins a URL; others may be patterns. */
  private static String path(Ingress.Rule rule) {
    return rule.paths().stream()
        .filter(each -> each.type() != Ingress.PathType.IMPLEMENTATION_SPECIFIC)
        .map(Ingress.Path::path)
        .findFirst()
        .orElse("/");
  }

  private static boolean isOneHost(String host) {
    return !host.isEmpty() && !host.startsWith("*");
  }

  /** The choices that make the network. */
  static @Nullable NetworkView network(Optional<Cluster> cluster) {
    return cluster
        .map(Cluster::network)
        .map(
            it ->
                new NetworkView(
                    it.isWritten() ? it.ref().name() : null,
                    it.podNetwork().text(),
                    it.proxy().mode().text(),
                    it.nodes().policyEngine().text(),
                    it.nodes().policyEngine().isSimulatedIn(it.podNetwork())
                        || !it.nodes().policyEngine().enforces()))
        .orElse(null);
  }
}
