package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the endpoints that a proxy connects to itself, past the Service's cluster IP (rule 122;
 * ingress-nginx {@code internal/ingress/controller/endpointslices.go}).
 */
public final class Endpoints {
  private final Services services;

  Endpoints(Services services) {
    this.services = services;
  }

  /**
   * A place to connect to.
   *
   * @param pod {@code namespace/name}; empty if it is no pod
   */
  public record Target(String pod, Ip address, int port) {}

  /** The share of an Ingress's backend; a Service or port that is not there has no endpoint. */
  Share ofIngress(String namespace, Ingress.Backend backend) {
    String path = namespace + "/" + backend.service();
    Optional<Service> service = services.named(namespace, backend.service());
    Optional<ServicePort> port = service.flatMap(found -> ingressPort(found, backend));
    if (port.isEmpty()) {
      String why = service.isEmpty() ? "no-service" : "no-service-port";
      return new Share(path, 1, HttpDecision.NO_ENDPOINT, why, List.of());
    }
    return share(path, 1, service.get(), port.get());
  }

  /** By number, name, or number of the target, as ingress-nginx compares (serviceEndpoints). */
  private static Optional<ServicePort> ingressPort(Service service, Ingress.Backend backend) {
    String asked = backend.port() > 0 ? "" + backend.port() : backend.portName();
    return service.ports().stream()
        .filter(
            port ->
                asked.equals("" + port.port())
                    || asked.equals(port.name())
                    || asked.equals(
                        port.targetName().isEmpty() ? "" + port.target() : port.targetName()))
        .findFirst();
  }

  /**
   * A Service that stands for a name elsewhere: proxies resolve and ask it, or refuse to, which is
   * not simulated.
   */
  Optional<Doubt> beyond(String namespace, String service) {
    return services
        .named(namespace, service)
        .filter(each -> each.type() == Service.Type.EXTERNAL_NAME)
        .map(each -> new Doubt(each.ref(), "spec.externalName"));
  }

  /** The share of a route's backend that is known to be permitted. */
  Share ofRoute(HttpRoute.Backend backend) {
    String path = backend.namespace() + "/" + backend.name();
    Optional<Service> service = services.named(backend.namespace(), backend.name());
    Optional<ServicePort> port =
        service.stream()
            .flatMap(found -> found.ports().stream())
            .filter(each -> each.port() == backend.port() && each.protocol() == Protocol.TCP)
            .findFirst();
    if (port.isEmpty()) {
      String why = service.isEmpty() ? "no-service" : "no-service-port";
      return new Share(path, backend.weight(), HttpDecision.NO_BACKEND, why, List.of());
    }
    return share(path, backend.weight(), service.get(), port.get());
  }

  private Share share(String path, int weight, Service service, ServicePort port) {
    List<Target> ready = targets(service, port, EndpointSlice.Endpoint::ready);
    boolean isNone = ready.isEmpty();
    return new Share(
        path, weight, isNone ? HttpDecision.NO_ENDPOINT : 0, isNone ? "no-endpoints" : "", ready);
  }

  private List<Target> targets(
      Service service, ServicePort port, Predicate<EndpointSlice.Endpoint> wanted) {
    List<Target> found = new ArrayList<>();
    for (EndpointSlice slice : services.slices(service)) {
      int number =
          slice.ports().stream()
              .filter(each -> each.name().equals(port.name()))
              .filter(each -> each.protocol() == port.protocol())
              .mapToInt(EndpointSlice.Port::number)
              .findFirst()
              .orElse(0);
      for (EndpointSlice.Endpoint each : slice.endpoints()) {
        boolean isUsable = number > 0 && wanted.test(each) && !each.addresses().isEmpty();
        if (isUsable && each.addresses().get(0).isV4()) {
          found.add(new Target(each.pod(), each.addresses().get(0), number));
        }
      }
    }
    return found;
  }
}
