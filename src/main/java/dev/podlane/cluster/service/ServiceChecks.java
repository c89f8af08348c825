package dev.podlane.cluster.service;

import dev.podlane.cluster.field.NameValidation;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.net.addr.Ip;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reports fields of a Service that the API server refuses (kubernetes {@code
 * pkg/apis/core/validation/validation.go}, ValidateService), or that do not mean what they look
 * like.
 */
final class ServiceChecks {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;

  /** A DNS name (RFC 1123), with a dot at its end or without. */
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\.?");

  private static final int LONGEST_HOST = 253;

  private ServiceChecks() {}

  /**
   * Looks at the fields of a Service as it was read.
   *
   * @param ports the fields of its ports
   */
  static void check(Fields spec, List<Fields> ports, Service service) {
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      externalName(spec);
    } else if (!service.headless() && ports.isEmpty() && !isNoList(spec)) {
      spec.error("ports", "service.no-ports");
    }
    names(ports);
    numbers(ports);
    nodePorts(ports, service);
    word(spec, "sessionAffinity", List.of("None", "ClientIP"));
    word(spec, "internalTrafficPolicy", List.of("Cluster", "Local"));
    word(spec, "externalTrafficPolicy", List.of("Cluster", "Local"));
    boolean isInside = service.type() == Service.Type.CLUSTER_IP && service.externalIps().isEmpty();
    if (isInside && service.traffic().externalLocal()) {
      spec.warn("externalTrafficPolicy", "service.external-policy-inside");
    }
  }

  /** A wrong kind of value is told where it is read. */
  private static boolean isNoList(Fields spec) {
    return spec.value().get("ports").filter(each -> !(each instanceof ListValue)).isPresent()
        && spec.has("ports");
  }

  private static void externalName(Fields spec) {
    String name = spec.text("externalName").orElse("");
    if (name.isEmpty()) {
      spec.error("externalName", "service.no-external-name");
    } else if (Ip.tryParse(name).isPresent()) {
      spec.warn("externalName", "service.external-address", name);
    } else if (name.length() > LONGEST_HOST || !HOST.matcher(name).matches()) {
      spec.error("externalName", "service.external-name", name);
    }
  }

  private static void names(List<Fields> ports) {
    Set<String> names = new HashSet<>();
    for (Fields each : ports) {
      String name = each.text("name").orElse("");
      if (!names.add(name) || (name.isEmpty() && ports.size() > 1)) {
        each.error("name", "service.port-name", name);
      } else if (!name.isEmpty() && !NameValidation.isLabel(name)) {
        each.error("name", "service.port-label", name);
      }
    }
  }

  /** A port is there once for each protocol (ValidateService, pkg/apis/core/validation). */
  private static void numbers(List<Fields> ports) {
    Set<String> numbers = new HashSet<>();
    for (Fields each : ports) {
      String protocol = each.text("protocol").orElse("TCP");
      int port = each.has("port") ? each.integer("port").orElse(0) : 0;
      if (port > 0 && !numbers.add(port + "/" + protocol)) {
        each.error("port", "service.port-twice", "" + port, protocol);
      }
    }
  }

  private static void nodePorts(List<Fields> ports, Service service) {
    Set<String> numbers = new HashSet<>();
    for (Fields each : ports) {
      int port = each.has("nodePort") ? each.integer("nodePort").orElse(0) : 0;
      String protocol = each.text("protocol").orElse("TCP");
      if (port > 0 && !numbers.add(port + "/" + protocol)) {
        each.error("nodePort", "service.node-port-again", "" + port, protocol);
      }
      if (port > 0 && service.type().compareTo(Service.Type.NODE_PORT) < 0) {
        each.error("nodePort", "service.node-port-type", "" + port);
      } else if (port > 0 && (port < FIRST_NODE_PORT || port > LAST_NODE_PORT)) {
        each.warn("nodePort", "service.node-port-range", "" + port);
      }
    }
  }

  private static void word(Fields spec, String key, List<String> words) {
    String text = spec.text(key).orElse("");
    if (!text.isEmpty() && !words.contains(text)) {
      spec.error(key, "service.word", text, words.get(0), words.get(1));
    }
  }
}
