package dev.podlane.cluster.http;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions about a URL where the documents leave something open. */
public final class HttpAssumptions {
  private HttpAssumptions() {}

  /** A proxy stands in for one that the documents do not hold. */
  public static Assumption standIn(StandIn made) {
    Proxy proxy = made.proxy();
    return of("http.stand-in", proxy.owner(), proxy.name(), made.pod().ref().path());
  }

  /** A host that no rule names leads to a proxy. */
  public static Assumption host(String host, Proxy proxy) {
    return of("http.host", proxy.owner(), host, proxy.name());
  }

  /** Something in front of the nodes sends a port of the URL to a node port. */
  public static Assumption nodePort(ObjectRef service, int port, int nodePort, Ip node) {
    return of("http.node-port", service, service.path(), "" + port, "" + nodePort, "" + node);
  }

  /** The settings of a proxy are its defaults, as the ConfigMap that it names is not there. */
  public static Assumption settings(Proxy proxy, ObjectRef missing) {
    return of("http.settings", proxy.owner(), missing.path(), proxy.pods().get(0).ref().path());
  }

  /** The Secret with the certificate for a host, as {@code namespace/name}, exists. */
  public static Assumption certificate(Proxy proxy, String secret, String host) {
    return of("http.certificate", proxy.owner(), secret, host);
  }

  /** A Service that was never applied has a balancer. */
  public static Assumption balancer(ObjectRef service, Ip address) {
    return of("service.balancer", service, service.path(), "" + address);
  }

  private static Assumption of(String code, @Nullable ObjectRef object, String... args) {
    return new Assumption(code, List.of(args), object);
  }
}
