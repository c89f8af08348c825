package dev.podlane.kernel.secondreading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A port of a Service as kube-proxy sees it, for IPv4.
 *
 * <p>Read in kubernetes/kubernetes: {@code pkg/proxy/serviceport.go} (newBaseServiceInfo and the
 * methods of BaseServicePortInfo), {@code pkg/proxy/servicechangetracker.go} (serviceToServiceMap),
 * {@code pkg/proxy/util/utils.go} (ShouldSkipService, GetClusterIPByFamily), {@code
 * pkg/api/v1/service/util.go} (ExternalPolicyLocal, NeedsHealthCheck), all of 1.35.
 *
 * @param clusterIp the IPv4 one
 * @param externalIps IPv4 ones
 * @param vips IPv4 addresses of load balancers that do not say that they are proxies
 * @param ranges IPv4 source ranges, without spaces and host bits
 */
record PortReading(
    ServiceSet.Service service,
    ServiceSet.Port port,
    String clusterIp,
    List<String> externalIps,
    List<String> vips,
    List<String> ranges) {
  private static final int DEFAULT_AFFINITY = 10_800;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** All ports of a set that get rules. */
  static List<PortReading> of(ServiceSet set) {
    List<PortReading> all = new ArrayList<>();
    for (ServiceSet.Service service : set.services()) {
      List<String> clusterIps = service.clusterIps().stream().filter(PortReading::isV4).toList();
      if (service.type() == ServiceSet.Type.EXTERNAL_NAME
          || clusterIps.isEmpty()
          || service.proxyName() != null) {
        continue;
      }
      List<String> vips =
          service.ingress().stream()
              .filter(each -> each.ip() != null && isV4(each.ip()) && !"Proxy".equals(each.mode()))
              .map(each -> "" + each.ip())
              .toList();
      List<String> ranges =
          service.sourceRanges().stream()
              .map(String::strip)
              .filter(PortReading::isV4)
              .map(range -> new Block(range).toString())
              .toList();
      List<String> outside = service.externalIps().stream().filter(PortReading::isV4).toList();
      for (ServiceSet.Port port : service.ports()) {
        all.add(new PortReading(service, port, clusterIps.get(0), outside, vips, ranges));
      }
    }
    return all;
  }

  private static boolean isV4(String address) {
    return address.indexOf('.') > 0;
  }

  /** {@code namespace/name:port}, or without the colon if the port has no name. */
  String name() {
    String name = service.namespace() + "/" + service.name();
    return port.name().isEmpty() ? name : name + ":" + port.name();
  }

  /** In small letters. */
  String protocol() {
    return port.protocol().toLowerCase(Locale.ROOT);
  }

  boolean isReachableFromOutside() {
    return port.nodePort() != 0 || !vips.isEmpty() || !externalIps.isEmpty();
  }

  boolean isInternalLocal() {
    return service.internalLocal();
  }

  boolean isExternalLocal() {
    boolean counts =
        service.type() != ServiceSet.Type.CLUSTER_IP || !service.externalIps().isEmpty();
    return counts && service.externalLocal();
  }

  boolean usesClusterEndpoints() {
    return !isInternalLocal() || isReachableFromOutside();
  }

  boolean usesLocalEndpoints() {
    return isInternalLocal() || (isExternalLocal() && isReachableFromOutside());
  }

  boolean hasSourceRanges() {
    return !vips.isEmpty() && !ranges.isEmpty();
  }

  boolean isSticky() {
    return service.affinity() != 0;
  }

  /** Seconds. */
  int affinity() {
    return service.affinity() < 0 ? DEFAULT_AFFINITY : service.affinity();
  }

  /** The health check node port; 0 without one. */
  int health() {
    boolean needsCheck = service.type() == ServiceSet.Type.LOAD_BALANCER && service.externalLocal();
    return needsCheck ? service.health() : 0;
  }

  /** The first letters of the hash of a text, as kube-proxy writes it into names of chains. */
  static String hash(String text, int letters) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder all = new StringBuilder();
      for (int at = 0; at < letters; at++) {
        int index = 0;
        for (int bit = 5 * at; bit < 5 * at + 5; bit++) {
          index = 2 * index + ((sum[bit / 8] >> (7 - bit % 8)) & 1);
        }
        all.append(BASE32.charAt(index));
      }
      return all.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A block of IPv4 addresses without its host bits. */
  record Block(long first, int length) {
    Block(String text) {
      this(number(text), text.contains("/") ? Integer.parseInt(text.split("/", -1)[1]) : 32);
    }

    Block {
      first = (first >> (32 - length)) << (32 - length);
    }

    boolean contains(String address) {
      return number(address) >> (32 - length) == first >> (32 - length);
    }

    private static long number(String text) {
      long number = 0;
      for (String part : text.split("/", -1)[0].split("\\.", -1)) {
        number = 256 * number + Integer.parseInt(part);
      }
      return number;
    }

    @Override
    public String toString() {
      return (first >> 24)
          + "."
          + (first >> 16 & 255)
          + "."
          + (first >> 8 & 255)
          + "."
          + (first & 255)
          + "/"
          + length;
    }
  }
}
