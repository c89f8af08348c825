package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An Ingress as it is written (rules 119 to 121).
 *
 * @param ref its name
 * @param place place in the documents
 * @param created {@code metadata.creationTimestamp}, such as {@code 2026-01-31T10:00:00Z}; empty if
 *     it was never applied
 * @param className {@code spec.ingressClassName}, else the old annotation {@code
 *     kubernetes.io/ingress.class}; null if neither is written
 * @param defaultBackend for requests that no rule takes; null if none is written
 * @param rules its rules
 * @param tls hosts and Secrets with certificates
 * @param annotations those of {@code nginx.ingress.kubernetes.io}, without the domain
 * @param addresses addresses in its status
 */
public record Ingress(
    ObjectRef ref,
    Place place,
    String created,
    @Nullable String className,
    @Nullable Backend defaultBackend,
    List<Rule> rules,
    List<Tls> tls,
    Map<String, String> annotations,
    List<Ip> addresses) {
  /** Comparisons of paths (rule 120). */
  public enum PathType {
    EXACT,
    PREFIX,
    IMPLEMENTATION_SPECIFIC
  }

  /**
   * Paths of a host.
   *
   * @param host in lower case; empty for every host (rule 121)
   */
  public record Rule(String host, List<Path> paths) {
    public Rule {
      host = host.toLowerCase(Locale.ROOT);
      paths = List.copyOf(paths);
    }
  }

  /**
   * A path and its backend.
   *
   * @param path begins with a slash
   * @param field its place in the object, such as {@code spec.rules[0].http.paths[1]}
   */
  public record Path(String path, PathType type, Backend backend, String field) {}

  /**
   * A backend: a Service of the Ingress's own namespace (rule 119).
   *
   * @param service its name; empty if it is no Service but another resource
   * @param port its port by number; 0 if the name says it
   * @param portName its port by name; empty if the number says it
   */
  public record Backend(String service, int port, String portName) {}

  /**
   * Certificates.
   *
   * @param hosts in lower case; empty for all
   * @param secret name of the Secret; empty for the controller's own certificate
   */
  public record Tls(List<String> hosts, String secret) {
    public Tls {
      hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
  }

  public Ingress {
    rules = List.copyOf(rules);
    tls = List.copyOf(tls);
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    addresses = List.copyOf(addresses);
  }

  /** Returns true if an annotation of ingress-nginx is {@code "true"}. */
  boolean isSet(String annotation) {
    return annotations.getOrDefault(annotation, "").equals("true");
  }

  /** Returns true if it only takes a part of another's requests (ingress-nginx). */
  boolean isCanary() {
    return isSet("canary");
  }
}
