package dev.podlane.cluster.http;

import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reports fields of Ingresses, Gateways and routes that the API server refuses (kubernetes {@code
 * pkg/apis/networking/validation/validation.go}; markers and rules in the types of the Gateway
 * API).
 */
final class HttpChecks {
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private HttpChecks() {}

  /** A host name: no address, no scheme, no port; a wildcard is the first label alone. */
  static void host(Fields fields, String key) {
    fields.text(key).filter(text -> !text.isEmpty()).ifPresent(text -> host(fields, key, text));
  }

  /** The same of one of several host names. */
  static void host(Fields fields, String key, String text) {
    boolean isHost =
        HOST.matcher(text.toLowerCase(Locale.ROOT)).matches() && Ip.tryParse(text).isEmpty();
    if (!isHost) {
      fields.error(key, "http.host-name", text);
    }
  }

  /**
   * A path of an Ingress.
   *
   * @param isOld true for API versions that did not ask for a type
   */
  static void path(Fields fields, String path, boolean isOld) {
    String type = fields.text("pathType").orElse("");
    if (type.isEmpty() && !isOld) {
      fields.error("pathType", "ingress.no-path-type");
    }
    if (!path.startsWith("/") && !type.equals("ImplementationSpecific") && !type.isEmpty()) {
      fields.error("path", "ingress.path", path);
    }
  }

  /** The backend of an Ingress: a Service with a port, or a resource. */
  static void backend(Fields backend, Fields service, Fields port) {
    if (backend.has("resource")) {
      return;
    }
    if (service.text("name").orElse("").isEmpty()) {
      backend.error("service", "ingress.no-service");
    } else if (!port.has("name") && !port.has("number") && isMap(service)) {
      service.error("port", "ingress.no-port", service.text("name").orElse(""));
    }
  }

  /** A port that is no mapping is told where it is read. */
  private static boolean isMap(Fields service) {
    return !service.has("port")
        || service.value().get("port").filter(each -> each instanceof MapValue).isPresent();
  }

  /** A listener has a known protocol, and a host name or none. */
  static void listener(Fields fields) {
    String protocol = fields.text("protocol").orElse("");
    if (!protocol.contains("/") && !Gateway.PROTOCOLS.contains(protocol)) {
      fields.error("protocol", "gateway.protocol", protocol, String.join(", ", Gateway.PROTOCOLS));
    }
    host(fields, "hostname");
  }

  /** A route has a parent, and host names or none. */
  static void route(Fields spec, String kind) {
    if (spec.maps("parentRefs").isEmpty()) {
      spec.warn("parentRefs", "gateway.no-parent", kind);
    }
    spec.texts("hostnames").forEach(each -> host(spec, "hostnames", each));
  }

  /** A Service that a route names has a port there. */
  static void backendRef(Fields fields, String kind) {
    if (kind.equals("Service") && !fields.has("port")) {
      fields.error("port", "gateway.no-port", fields.text("name").orElse(""));
    }
  }

  /** An entry of a ReferenceGrant says whom it lets in. */
  static void grant(Fields from) {
    for (String key : new String[] {"group", "kind", "namespace"}) {
      if (from.text(key).orElse("").isEmpty()) {
        from.error(key, "gateway.grant", key);
      }
    }
  }
}
