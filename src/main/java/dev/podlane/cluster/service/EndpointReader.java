package dev.podlane.cluster.service;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice.Author;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads EndpointSlices and Endpoints. An unreadable part is a problem and left out. */
public final class EndpointReader {
  private static final String SERVICE = "kubernetes.io/service-name";

  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String MIRRORING = "endpointslicemirroring-controller.k8s.io";
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";

  /** Addresses of a subset beyond these are not mirrored (MirroringMaxEndpointsPerSubset). */
  private static final int MOST_MIRRORED = 1_000;

  private static final Prefix LINK_LOCAL = Prefix.parse("169.254.0.0/16");
  private static final Prefix LINK_LOCAL_V6 = Prefix.parse("fe80::/10");

  private EndpointReader() {}

  /** An EndpointSlice (rules 48, 52 to 54). */
  public static EndpointSlice slice(ObjectRef ref, Fields fields) {
    Map<String, String> labels = fields.mapOrEmpty("metadata").textMap("labels");
    String service = labels.getOrDefault(SERVICE, "");
    String type = fields.text("addressType").orElse("IPv4");
    if (service.isEmpty()) {
      fields.warn("metadata.labels", "service.slice-unnamed", SERVICE);
    }
    List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
    for (Fields each : fields.maps("endpoints")) {
      Fields conditions = each.mapOrEmpty("conditions");
      endpoints.add(
          new EndpointSlice.Endpoint(
              addresses(each, type),
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
    boolean mirrored = labels.getOrDefault(MANAGED_BY, "").equals(MIRRORING);
    Author author = mirrored ? Author.MIRROR : Author.SLICE;
    return new EndpointSlice(ref, fields.place(), service, type, endpoints, ports(fields), author);
  }

  /** The addresses that an endpoint can have (validateEndpoints, ValidateEndpointIP). */
  private static List<Ip> addresses(Fields endpoint, String type) {
    if (type.equals("FQDN")) {
      return List.of();
    }
    if (endpoint.texts("addresses").isEmpty()) {
      endpoint.error("addresses", "service.slice-no-address");
    }
    List<Ip> found = new ArrayList<>();
    for (Ip ip : AddressReader.ips(endpoint, "addresses")) {
      if (ip.isV4() != type.equals("IPv4")) {
        endpoint.error("addresses", "service.slice-family", "" + ip, type);
      } else if (isPossible(endpoint, "addresses", ip)) {
        found.add(ip);
      }
    }
    return found;
  }

  /** Addresses of a host itself, or of a link, are no one's endpoint (rule 55). */
  private static boolean isPossible(Fields endpoint, String key, Ip ip) {
    boolean possible =
        !ip.isLoopback()
            && !ip.isUnspecified()
            && !ip.isMulticast()
            && !LINK_LOCAL.contains(ip)
            && !LINK_LOCAL_V6.contains(ip);
    if (!possible) {
      endpoint.error(key, "service.slice-address", "" + ip);
    }
    return possible;
  }

  private static List<String> hints(Fields endpoint, String key) {
    return endpoint.mapOrEmpty("hints").maps(key).stream()
        .flatMap(hint -> hint.text("name").stream())
        .toList();
  }

  /**
   * One slice for each subset of an Endpoints object and each family in it; its name is the
   * Service's (rule 55; kubernetes {@code pkg/controller/endpointslicemirroring}).
   */
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
      Author author = author(fields.mapOrEmpty("metadata"), endpoints);
      List<EndpointSlice.Port> ports = ports(subset);
      List<EndpointSlice.Endpoint> mirrored =
          endpoints.subList(0, Math.min(MOST_MIRRORED, endpoints.size()));
      Map<Boolean, List<EndpointSlice.Endpoint>> families =
          mirrored.stream()
              .collect(Collectors.partitioningBy(each -> !each.addresses().get(0).isV4()));
      families.forEach(
          (v6, members) -> {
            if (!members.isEmpty() || (!v6 && mirrored.isEmpty())) {
              String type = v6 ? "IPv6" : "IPv4";
              slices.add(
                  new EndpointSlice(ref, subset.place(), ref.name(), type, members, ports, author));
            }
          });
    }
    return slices;
  }

  /** A running cluster leaves its marks in an object; what is written by hand has none. */
  private static Author author(Fields metadata, List<EndpointSlice.Endpoint> endpoints) {
    boolean isUnmirrored =
        metadata.textMap("labels").getOrDefault(SKIP, "").equals("true")
            || metadata.textMap("annotations").containsKey(LEADER);
    if (isUnmirrored) {
      return Author.UNMIRRORED;
    }
    boolean isShown =
        metadata.has("uid")
            || metadata.has("resourceVersion")
            || endpoints.stream().anyMatch(each -> !each.pod().isEmpty());
    return isShown ? Author.CLUSTER : Author.HAND;
  }

  private static Optional<EndpointSlice.Endpoint> endpoint(
      ObjectRef ref, Fields fields, boolean ready) {
    Optional<Ip> ip =
        fields
            .text("ip")
            .flatMap(text -> AddressReader.anyIp(fields, "ip", text))
            .filter(address -> isPossible(fields, "ip", address));
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
