package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import java.util.Optional;

/**
 * The answers of kube-proxy on the health check port of a Service: 200 on nodes that have a ready
 * endpoint of it, 503 on others, whatever the path (kubernetes {@code
 * pkg/proxy/healthcheck/service_health.go}; rule 39).
 */
final class HealthChecks {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Cluster cluster;
  private final Directory names;

  HealthChecks(Cluster cluster, Directory names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** The answer of a program; empty if it is no health check. */
  Optional<HttpAnswer> of(Outcome.Server server, Protocol protocol) {
    if (!names.isNode(server.namespace()) || protocol != Protocol.TCP) {
      return Optional.empty();
    }
    return cluster.services().all().stream()
        .filter(Service::needsHealthCheck)
        .filter(service -> service.traffic().healthCheckNodePort() == server.port())
        .findFirst()
        .map(service -> answer(service, server.namespace()));
  }

  private HttpAnswer answer(Service service, String node) {
    boolean healthy =
        cluster.services().slices(service).stream()
            .map(EndpointSlice::endpoints)
            .flatMap(endpoints -> endpoints.stream())
            .anyMatch(each -> each.ready() && each.nodeName().equals(node));
    return healthy
        ? HttpAnswer.own(OK, "healthy", service.ref().path())
        : HttpAnswer.own(UNAVAILABLE, "unhealthy", service.ref().path());
  }
}
