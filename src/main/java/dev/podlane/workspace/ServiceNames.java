package dev.podlane.workspace;

import dev.podlane.cluster.service.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of Services as pods resolve them by the search list of their resolv.conf: {@code svc},
 * {@code svc.ns}, {@code svc.ns.svc} and with the usual domain behind it. They tell that a host is
 * the DNS server's to resolve, and no Ingress's.
 */
final class ServiceNames {
  private static final String DOMAIN = ".svc.cluster.local";

  private final Directory directory;

  ServiceNames(Directory directory) {
    this.directory = directory;
  }

  /**
   * Returns true if a pod finds a Service by a name.
   *
   * @param host in lower case
   * @param namespace the Kubernetes namespace of the pod that asks; null if no pod asks
   */
  boolean knows(String host, @Nullable String namespace) {
    return namespace != null && named(host, namespace) != null;
  }

  private @Nullable Service named(String host, String namespace) {
    String plain =
        host.endsWith(DOMAIN) ? host.substring(0, host.length() - DOMAIN.length()) : host;
    String shorter =
        plain.endsWith(".svc") ? plain.substring(0, plain.length() - ".svc".length()) : plain;
    String[] parts = shorter.split("[.]", -1);
    if (parts.length > 2 || (parts.length == 1 && !shorter.equals(host))) {
      return null;
    }
    String path = parts.length == 1 ? namespace + "/" + shorter : parts[1] + "/" + parts[0];
    List<Service> found = directory.servicesNamed(path);
    return found.isEmpty() ? null : found.get(0);
  }
}
