package dev.podlane.kernel.secondreading;

import dev.podlane.kernel.secondreading.ServiceSet.Endpoint;
import dev.podlane.kernel.secondreading.ServiceSet.Ingress;
import dev.podlane.kernel.secondreading.ServiceSet.Node;
import dev.podlane.kernel.secondreading.ServiceSet.Port;
import dev.podlane.kernel.secondreading.ServiceSet.Proxy;
import dev.podlane.kernel.secondreading.ServiceSet.Service;
import dev.podlane.kernel.secondreading.ServiceSet.Slice;
import dev.podlane.kernel.secondreading.ServiceSet.SlicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sets of Services at random, in which everything that rules depend on occurs often. */
final class RandomServiceSets {
  private static final List<String> ZONES = List.of("za", "zb", "zc");
  private static final List<String> PROTOCOLS = List.of("TCP", "TCP", "UDP", "SCTP");
  private static final int[] ENDPOINTS = {0, 0, 1, 1, 1, 2, 2, 3, 4, 6};

  private final Random random;
  private final Node node;
  private final List<Node> others;
  private final List<Service> services = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private int taken;

  private RandomServiceSets(long seed) {
    this.random = new Random(seed);
    this.node = node(1, oneIn(5) ? null : "za");
    this.others = List.of(node(2, oneIn(2) ? "za" : "zb"), node(3, "zc"));
  }

  /** Returns true if a seed's set is about as large as those where iptables lack comments. */
  static boolean isLarge(long seed) {
    return seed % 100 == 7;
  }

  /** The set of a seed. */
  static ServiceSet of(long seed) {
    RandomServiceSets made = new RandomServiceSets(seed);
    Proxy proxy = made.proxy();
    if (isLarge(seed)) {
      made.large((int) (seed / 100 % 4));
    } else {
      int many = 4 + made.random.nextInt(5);
      for (int at = 0; at < many; at++) {
        made.service(at);
      }
    }
    return new ServiceSet(made.node, made.others, proxy, made.services, made.slices);
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Some of them, at least one, in order. */
  private <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>(all);
    some.removeIf(each -> some.size() > 1 && !oneIn(3));
    return some;
  }

  private static Node node(int number, @Nullable String zone) {
    return new Node("n" + number, "10.100.0." + (number + 1), zone, "10.244." + number + ".0/24");
  }

  private Proxy proxy() {
    List<List<String>> nodePorts =
        List.of(
            List.of(),
            List.of(),
            List.of("primary"),
            List.of("10.100.0.0/24"),
            List.of("10.100.0.0/24", "127.0.0.0/8"),
            List.of("10.0.0.0/8", "fd00::/8"),
            List.of("127.0.0.1/32"),
            List.of("fd00::/8"),
            List.of("0.0.0.0/0", "10.100.0.0/24"),
            List.of("192.0.2.0/24"));
    return new Proxy(
        oneIn(4) ? null : "10.244.0.0/16", "10.96.0.0/16", one(nodePorts), oneIn(5), !oneIn(3));
  }

  /** A Service with as many endpoints as are just not, or just, too many: of one port, or two. */
  private void large(int kind) {
    int ports = 1 + kind / 2;
    int many = 1_000 / ports + kind % 2;
    Service huge = service("huge", ServiceSet.Type.NODE_PORT, ports, false);
    services.add(huge);
    List<Endpoint> endpoints = new ArrayList<>();
    for (int at = 0; at < many; at++) {
      String address = "10.%d.%d.%d".formatted(244 + at / 500, at % 2 + 1, at / 2 % 250);
      endpoints.add(
          new Endpoint(
              List.of(address), "n" + (at % 2 + 1), true, null, null, List.of(), List.of()));
    }
    slices.add(slice(huge, "huge-1", ports(huge.ports()), endpoints.subList(0, many / 2)));
    slices.add(slice(huge, "huge-2", ports(huge.ports()), endpoints.subList(many / 2, many)));
    services.add(service("none", ServiceSet.Type.CLUSTER_IP, 1, true));
  }

  private void service(int number) {
    ServiceSet.Type outside = oneIn(3) ? ServiceSet.Type.NODE_PORT : ServiceSet.Type.LOAD_BALANCER;
    ServiceSet.Type inside = oneIn(4) ? ServiceSet.Type.EXTERNAL_NAME : ServiceSet.Type.CLUSTER_IP;
    ServiceSet.Type type = oneIn(3) ? inside : outside;
    String name = oneIn(15) ? "s" + number + "-" + "x".repeat(50) : "s" + number;
    Service service = service(name, type, 1 + random.nextInt(3), true);
    services.add(service);
    if (type != ServiceSet.Type.EXTERNAL_NAME) {
      slices(service);
    }
  }

  private Service service(String name, ServiceSet.Type type, int many, boolean isVaried) {
    boolean allocates = type != ServiceSet.Type.LOAD_BALANCER || !isVaried || !oneIn(4);
    List<Port> ports = new ArrayList<>();
    for (int at = 0; at < many; at++) {
      boolean hasNodePort =
          type == ServiceSet.Type.NODE_PORT || (type == ServiceSet.Type.LOAD_BALANCER && allocates);
      boolean isTwin = at == 1 && oneIn(2) && !ports.get(0).protocol().equals("SCTP");
      taken++;
      ports.add(
          isTwin
              ? new Port("twin", "SCTP", ports.get(0).port(), ports.get(0).nodePort())
              : new Port(
                  many == 1 && oneIn(2) ? "" : one(List.of("http", "p", "dns-x")) + at,
                  one(PROTOCOLS),
                  80 + at,
                  hasNodePort ? 30_000 + taken : 0));
    }
    boolean isNone = type == ServiceSet.Type.EXTERNAL_NAME;
    boolean isHeadless = isVaried && type == ServiceSet.Type.CLUSTER_IP && oneIn(4);
    List<String> clusterIps = isNone ? List.of() : isHeadless ? List.of("None") : clusterIps();
    List<String> externalIps =
        isVaried && !isNone && !isHeadless && oneIn(3) ? external() : List.of();
    List<Ingress> ingress = type == ServiceSet.Type.LOAD_BALANCER ? ingress() : List.of();
    boolean isOutside =
        type == ServiceSet.Type.NODE_PORT
            || type == ServiceSet.Type.LOAD_BALANCER
            || !externalIps.isEmpty();
    boolean isLocal = isOutside && oneIn(2);
    return new Service(
        one(List.of("default", "shop", "kube-system")),
        name,
        type,
        clusterIps,
        ports,
        !isNone && oneIn(3),
        isLocal,
        isNone || !oneIn(4) ? 0 : one(List.of(-1, 1, 60, 10_800, 86_400)),
        externalIps,
        ingress,
        type == ServiceSet.Type.LOAD_BALANCER && oneIn(2) ? ranges() : List.of(),
        allocates,
        isLocal && type == ServiceSet.Type.LOAD_BALANCER ? 32_000 + taken : 0,
        isVaried && oneIn(20) ? "other" : null);
  }

  private List<String> clusterIps() {
    taken++;
    String v4 = "10.96." + taken % 2 + "." + taken;
    String v6 = "fd00:10:96::" + taken;
    return switch (random.nextInt(12)) {
      case 0 -> List.of(v4, v6);
      case 1 -> List.of(v6, v4);
      case 2 -> List.of(v6);
      default -> List.of(v4);
    };
  }

  private List<String> external() {
    taken++;
    return some(List.of("192.0.2." + taken, "192.0.3." + taken, "2001:db8::" + taken));
  }

  private List<Ingress> ingress() {
    taken++;
    List<Ingress> all = new ArrayList<>();
    for (int at = random.nextInt(4) - 1; at >= 0; at--) {
      String ip = "203.0.113." + (100 * at + taken);
      all.add(
          switch (random.nextInt(6)) {
            case 0 -> new Ingress(ip, "Proxy");
            case 1 -> new Ingress(ip, "VIP");
            case 2 -> new Ingress(oneIn(2) ? null : "2001:db8:1::" + taken, null);
            default -> new Ingress(ip, null);
          });
    }
    return all;
  }

  private List<String> ranges() {
    return some(
        List.of(
            "198.51.100.0/24",
            " 198.18.0.0/15 ",
            "10.100.0.0/24",
            "10.100.0.2/32",
            "172.16.5.9/12",
            "2001:db8::/32",
            "203.0.113.0/24",
            "203.0.112.0/24",
            "0.0.0.0/0"));
  }

  private static Slice slice(
      Service of, String name, List<SlicePort> ports, List<Endpoint> endpoints) {
    return new Slice(of.namespace(), name, of.name(), false, ports, endpoints);
  }

  private List<SlicePort> ports(List<Port> ports) {
    List<SlicePort> all = new ArrayList<>();
    for (Port port : ports) {
      String name = port.name().isEmpty() && oneIn(2) ? null : port.name();
      all.add(new SlicePort(name, port.protocol(), 8_000 + port.port()));
    }
    return all;
  }

  private void slices(Service service) {
    boolean isSteady = oneIn(2);
    int hints = random.nextInt(5);
    int many = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
    int last = 0;
    for (int at = 0; at < many; at++) {
      List<Endpoint> endpoints = new ArrayList<>();
      for (int left = ENDPOINTS[random.nextInt(ENDPOINTS.length)]; left > 0; left--) {
        // numbers from 8 on, whose texts are in another order than they
        endpoints.add(endpoint(8 + last++, isSteady, hints));
      }
      List<SlicePort> ports = new ArrayList<>(ports(service.ports()));
      if (at == 1 && oneIn(3)) {
        SlicePort first = ports.get(0);
        ports.set(0, new SlicePort(first.name(), first.protocol(), oneIn(4) ? null : 9_999));
      }
      if (oneIn(6)) {
        SlicePort first = ports.get(0);
        String other = first.protocol().equals("TCP") ? "UDP" : "TCP";
        ports.set(0, new SlicePort(first.name(), other, first.port()));
      }
      slices.add(slice(service, service.name() + "-" + at, ports, endpoints));
    }
    if (many > 0 && oneIn(4)) {
      // of two copies of an endpoint that on this node counts, wherever it stands
      Slice first = slices.get(slices.size() - 1);
      List<Endpoint> copies = first.endpoints().stream().map(RandomServiceSets::nowhere).toList();
      int at = slices.size() - random.nextInt(2);
      slices.add(at, slice(service, service.name() + "-again", first.ports(), copies));
    }
    if (oneIn(6)) {
      List<Endpoint> v6 =
          List.of(new Endpoint(List.of("fd00::1"), "n1", null, null, null, List.of(), List.of()));
      List<SlicePort> ports = ports(service.ports());
      slices.add(
          new Slice(service.namespace(), service.name() + "-6", service.name(), true, ports, v6));
    }
  }

  /** An endpoint of this node without its node, any other as it is. */
  private static Endpoint nowhere(Endpoint endpoint) {
    return new Endpoint(
        endpoint.addresses(),
        "n1".equals(endpoint.node()) ? null : endpoint.node(),
        endpoint.ready(),
        endpoint.serving(),
        endpoint.terminating(),
        endpoint.forZones(),
        endpoint.forNodes());
  }

  private Endpoint endpoint(int number, boolean isSteady, int hints) {
    String on = one(List.of("n1", "n1", "n2", "n3", ""));
    String ip = on.isEmpty() ? "198.51.100." + number : "10.244." + on.charAt(1) + "." + number;
    String node = on.isEmpty() ? null : on;
    List<String> zones = hints == 0 || (hints == 3 && oneIn(4)) ? List.of() : some(ZONES);
    List<String> nodes =
        hints < 2 || (hints == 2 && oneIn(2)) || hints == 3 ? List.of() : some(List.of("n1", "n2"));
    return new Endpoint(
        oneIn(8) ? List.of(ip, "10.244.9.9") : List.of(ip),
        node,
        isSteady ? Boolean.TRUE : condition(),
        isSteady ? null : condition(),
        isSteady ? null : condition(),
        zones,
        nodes);
  }

  private @Nullable Boolean condition() {
    int value = random.nextInt(5);
    return value == 0 ? null : value < 3;
  }
}
