package dev.podlane.cluster.service;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads EndpointSlices and Endpoints. An unreadable part is a problem and left out. */
public final class EndpointReader {
  private static final String SERVICE = "kubernetes.io/service-name";

  private EndpointReader() {}

  /** An EndpointSlice (rules 48, 52 to 54). */
  public static EndpointSlice slice(ObjectRef ref, Fields fields) {
    String service = fields.mapOrEmpty("metadata").textMap("labels").getOrDefault(SERVICE, "");
    String type = fields.text("addressType").orElse("IPv4");
    List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
    for (Fields each : fields.maps("endpoints")) {
      Fields conditions = each.mapOrEmpty("conditions");
      endpoints.add(
          new EndpointSlice.Endpoint(
              type.equals("FQDN") ? List.of() : AddressReader.ips(each, "addresses"),
              !conditions.has("ready") || conditions.flag("ready"),
              !conditions.has("serving") || conditions.flag("serving"),
              conditions.flag("terminating"),
              each.text("nodeName").orElse(""),
              each.text("zone").orElse(""),
              each.text("hostname").orElse(""),
              pod(ref, each),
              hints(each, "forZones"),
              hints(each, "forNodes")));
    }
    return new EndpointSlice(ref, fields.place(), service, type, endpoints, ports(fields));
  }

  private static List<String> hints(Fields endpoint, String key) {
    return endpoint.mapOrEmpty("hints").maps(key).stream()
        .flatMap(hint -> hint.text("name").stream())
        .toList();
  }

  /** One slice for each subset of an Endpoints object; its name is the Service's (rule 55). */
  public static List<EndpointSlice> subsets(ObjectRef ref, Fields fields) {
    List<EndpointSlice> slices = new ArrayList<>();
    for (Fields subset : fields.maps("subsets")) {
      List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
      for (Fields each : subset.maps("addresses")) {
        endpoint(ref, each, true).ifPresent(endpoints::add);
      }
      for (Fields each : subset.maps("notReadyAddresses")) {
        endpoint(ref, each, false).ifPresent(endpoints::add);
      }
      boolean v6 =
          endpoints.stream().flatMap(e -> e.addresses().stream()).anyMatch(ip -> !ip.isV4());
      slices.add(
          new EndpointSlice(
              ref, subset.place(), ref.name(), v6 ? "IPv6" : "IPv4", endpoints, ports(subset)));
    }
    return slices;
  }

  private static Optional<EndpointSlice.Endpoint> endpoint(
      ObjectRef ref, Fields fields, boolean ready) {
    Optional<Ip> ip = fields.text("ip").flatMap(text -> AddressReader.anyIp(fields, "ip", text));
    return ip.map(
        address ->
            new EndpointSlice.Endpoint(
                List.of(address),
                ready,
                ready,
                false,
                fields.text("nodeName").orElse(""),
                "",
                fields.text("hostname").orElse(""),
                pod(ref, fields),
                List.of(),
                List.of()));
  }

  private static String pod(ObjectRef ref, Fields endpoint) {
    Fields target = endpoint.mapOrEmpty("targetRef");
    String name = target.text("name").orElse("");
    boolean isPod = target.text("kind").orElse("").equals("Pod") && !name.isEmpty();
    return isPod ? target.text("namespace").orElse(ref.namespace()) + "/" + name : "";
  }

  private static List<EndpointSlice.Port> ports(Fields parent) {
    List<EndpointSlice.Port> ports = new ArrayList<>();
    for (Fields each : parent.maps("ports")) {
      int number = each.has("port") ? PortReader.optional(each, "port") : 0;
      String name = each.text("name").orElse("");
      PortReader.protocol(each)
          .filter(protocol -> number >= 0)
          .ifPresent(protocol -> ports.add(new EndpointSlice.Port(name, protocol, number)));
    }
    return ports;
  }
}
