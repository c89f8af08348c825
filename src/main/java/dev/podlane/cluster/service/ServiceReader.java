package dev.podlane.cluster.service;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads Services. An unreadable field is a problem and counts as absent. */
public final class ServiceReader {
  private static final String NONE = "None";
  private static final int DEFAULT_AFFINITY_SECONDS = 10_800;

  private ServiceReader() {}

  /** A Service. */
  public static Service service(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    Service.Type type = type(spec);
    boolean headless = spec.value().text("clusterIP").orElse("").equals(NONE);
    Map<String, String> selector = spec.textMap("selector");
    List<Fields> written = spec.maps("ports");
    Service service =
        new Service(
            ref,
            fields.place(),
            fields
                .map("metadata")
                .map(m -> NameValidation.labels(m, "labels"))
                .orElseGet(TreeMap::new),
            type,
            headless,
            headless || type == Service.Type.EXTERNAL_NAME ? List.of() : clusterIps(spec),
            spec.texts("ipFamilies"),
            selector.isEmpty() ? null : LabelSelector.of(selector),
            ports(written),
            AddressReader.ips(spec, "externalIPs"),
            type == Service.Type.EXTERNAL_NAME ? spec.text("externalName").orElse("") : "",
            balancer(fields, spec),
            traffic(spec));
    ServiceChecks.check(spec, written, service);
    return service;
  }

  private static Service.Type type(Fields spec) {
    String text = spec.text("type").orElse(Service.Type.CLUSTER_IP.text());
    for (Service.Type type : Service.Type.values()) {
      if (type.text().equals(text)) {
        return type;
      }
    }
    spec.error("type", "service.type", text);
    return Service.Type.CLUSTER_IP;
  }

  private static List<Ip> clusterIps(Fields spec) {
    Set<Ip> found = new LinkedHashSet<>();
    String first = spec.text("clusterIP").orElse("");
    if (!first.isEmpty()) {
      AddressReader.anyIp(spec, "clusterIP", first).ifPresent(found::add);
    }
    for (String text : spec.texts("clusterIPs")) {
      if (!text.equals(first)) {
        AddressReader.anyIp(spec, "clusterIPs", text).ifPresent(found::add);
      }
    }
    return new ArrayList<>(found);
  }

  private static List<ServicePort> ports(List<Fields> all) {
    List<ServicePort> ports = new ArrayList<>();
    for (Fields each : all) {
      port(each, each.text("name").orElse("")).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<ServicePort> port(Fields fields, String name) {
    int port = PortReader.required(fields, "port");
    Protocol protocol = PortReader.protocol(fields).orElse(null);
    if (port < 1 || protocol == null) {
      return Optional.empty();
    }
    PortReader.NumberOrName target = PortReader.numberOrName(fields, "targetPort");
    boolean same = target.equals(PortReader.NumberOrName.NONE);
    int nodePort =
        fields.has("nodePort") ? Math.max(0, PortReader.optional(fields, "nodePort")) : 0;
    return Optional.of(
        new ServicePort(
            name, protocol, port, same ? port : target.number(), target.name(), nodePort));
  }

  private static LoadBalancer balancer(Fields fields, Fields spec) {
    List<LoadBalancer.Ingress> ingress = new ArrayList<>();
    Fields balancer = fields.mapOrEmpty("status").mapOrEmpty("loadBalancer");
    for (Fields each : balancer.maps("ingress")) {
      String text = each.text("ip").orElse("");
      List<Ip> ip =
          text.isEmpty() ? List.of() : AddressReader.anyIp(each, "ip", text).stream().toList();
      String name = each.text("hostname").orElse("");
      boolean proxied = each.text("ipMode").orElse("").equals("Proxy");
      if (!ip.isEmpty() || !name.isEmpty()) {
        ingress.add(new LoadBalancer.Ingress(ip, name, proxied));
      }
    }
    List<Prefix> ranges = new ArrayList<>();
    for (String text : spec.texts("loadBalancerSourceRanges")) {
      AddressReader.anyBlock(spec, "loadBalancerSourceRanges", text.strip()).ifPresent(ranges::add);
    }
    boolean allocates =
        !spec.has("allocateLoadBalancerNodePorts") || spec.flag("allocateLoadBalancerNodePorts");
    return new LoadBalancer(fields.has("status"), ingress, ranges, allocates);
  }

  /** The older PreferClose is PreferSameZone (rule 43). */
  private static Service.Distribution distribution(Fields spec) {
    String text = spec.text("trafficDistribution").orElse("");
    return switch (text) {
      case "" -> Service.Distribution.NONE;
      case "PreferClose", "PreferSameZone" -> Service.Distribution.SAME_ZONE;
      case "PreferSameNode" -> Service.Distribution.SAME_NODE;
      default -> {
        spec.warn("trafficDistribution", "service.distribution", text);
        yield Service.Distribution.NONE;
      }
    };
  }

  private static Service.Traffic traffic(Fields spec) {
    boolean sticky = spec.text("sessionAffinity").orElse("").equals("ClientIP");
    int seconds =
        spec.mapOrEmpty("sessionAffinityConfig")
            .mapOrEmpty("clientIP")
            .integer("timeoutSeconds")
            .orElse(DEFAULT_AFFINITY_SECONDS);
    return new Service.Traffic(
        spec.text("externalTrafficPolicy").orElse("").equals("Local"),
        spec.text("internalTrafficPolicy").orElse("").equals("Local"),
        sticky ? Math.max(1, seconds) : 0,
        spec.flag("publishNotReadyAddresses"),
        spec.integer("healthCheckNodePort").orElse(0),
        distribution(spec));
  }
}
