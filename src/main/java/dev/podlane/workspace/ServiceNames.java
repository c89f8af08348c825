package dev.podlane.workspace;

import dev.podlane.cluster.service.Service;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of Services as pods resolve them by the search list of their resolv.conf: {@code svc},
 * {@code svc.ns}, {@code svc.ns.svc} and with the cluster's domain behind it. No query is walked.
 */
final class ServiceNames implements HostAddresses {
  private static final String DOMAIN = ".svc.cluster.local";

  /** Names that ExternalNames may lead through, one to the next. */
  private static final int MOST_ALIASES = 8;

  private final Directory directory;

  ServiceNames(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<String> resolve(String host, @Nullable String namespace) {
    String name = host;
    for (int i = 0; namespace != null && i < MOST_ALIASES; i++) {
      Service found = named(name, namespace);
      if (found == null) {
        return Optional.empty();
      }
      if (found.type() != Service.Type.EXTERNAL_NAME) {
        return Optional.of("svc:" + found.ref().path());
      }
      name = found.externalName();
    }
    return Optional.empty();
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
