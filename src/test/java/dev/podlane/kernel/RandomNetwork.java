package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A network at random, in the notation of recordings: switches, routers between them, hosts, nodes
 * with pods behind a bridge; most of it healthy, some of it wrong. Equal seeds make equal networks.
 */
final class RandomNetwork extends NotationBuilder {
  /**
   * The features that may be wrong or unusual; each can be left out to find the one a difference
   * needs.
   */
  enum Feature {
    ROUTES,
    SETTINGS,
    LINKS,
    MASKS,
    SOCKETS,
    RULES,
    SETS,
    NAT,
    TUNNELS,
    MTU,
    TWINS,
    POLICY,
    NFT,
    EXTENSIONS,
    NEXTHOPS
  }

  private static final int FIRST_HOST = 10;

  private final Set<Feature> features;
  private final Random ofNexthops;
  private final boolean hasTunnels;
  private final List<Station> routers = new ArrayList<>();
  private final List<Station> stations = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> services = new ArrayList<>();
  private final int limit;
  private final int redirects;
  private int lans;

  private RandomNetwork(long seed, Set<Feature> features) {
    super(new Random(seed));
    this.ofNexthops = new Random(~seed);
    this.features = EnumSet.copyOf(features);
    this.hasTunnels = features.contains(Feature.TUNNELS) && Math.floorMod(seed, 3) != 0;
    this.limit = random().nextInt(3) == 0 ? 1_000 : 0;
    this.redirects = random().nextInt(2);
  }

  /** A network and the stations in it. */
  static RandomNetwork of(long seed, Set<Feature> features) {
    RandomNetwork network = new RandomNetwork(seed, features);
    network.build();
    return network;
  }

  /** As a document. */
  Map<String, Object> document() {
    Map<String, Object> sysctls =
        Map.of(
            "net.ipv4.icmp_ratelimit", limit,
            "net.ipv4.conf.all.accept_redirects", redirects,
            "net.ipv4.conf.default.accept_redirects", redirects);
    return Map.of("defaults", Map.of("sysctls", sysctls), "namespaces", namespaces());
  }

  List<Station> stations() {
    return List.copyOf(stations);
  }

  /** Addresses that somebody translates. */
  List<String> services() {
    return List.copyOf(services);
  }

  /** Octets that a probe may carry: with small MTUs some that do not fit. */
  int sizes() {
    return features.contains(Feature.MTU) ? 1_600 : 1_200;
  }

  boolean often() {
    return random().nextInt(100) < 88;
  }

  boolean seldom(Feature feature) {
    return random().nextInt(100) < 9 && features.contains(feature);
  }

  private void build() {
    lans = 1 + random().nextInt(3);
    for (int lan = 0; lan < lans; lan++) {
      namespace("lan" + lan).put("infra", true);
      devices("lan" + lan).put("br0", device("type", "bridge"));
    }
    int many = 1 + random().nextInt(3);
    for (int router = 0; router < many; router++) {
      router(router);
    }
    for (int lan = 0; lan < lans; lan++) {
      int hosts = 1 + random().nextInt(2);
      for (int host = 0; host < hosts; host++) {
        host(lan, FIRST_HOST + host, random().nextInt(100) < 55);
      }
    }
    RandomRoutes routes = new RandomRoutes(this, lans, routers, nodes);
    routers.forEach(routes::of);
    nodes.forEach(routes::directly);
    if (hasTunnels) {
      tunnels(nodes);
    }
    for (Station station : stations) {
      rules(station);
      policies(station);
      settings(station);
      listeners(station, seldom(Feature.SOCKETS));
    }
    if (features.contains(Feature.NEXTHOPS)) {
      stations.forEach(each -> RandomNexthops.of(ofNexthops, namespace(each.name())));
    }
  }

  private void router(int number) {
    Station router = station("r" + number);
    for (int lan = 0; lan < lans; lan++) {
      if (number == 0 || random().nextBoolean()) {
        attach(router, lan, 1 + number);
      }
    }
    if (router.addresses().isEmpty()) {
      attach(router, random().nextInt(lans), 1 + number);
    }
    sysctl(router.name(), "net.ipv4.ip_forward", often() ? 1 : 0);
    routers.add(router);
  }

  private void host(int lan, int number, boolean isNode) {
    Station host = station((isNode ? "n" : "h") + lan + "-" + number);
    attach(host, lan, number);
    List<Station> gateways =
        routers.stream().filter(each -> each.addresses().containsKey(lan)).toList();
    if (often() && !gateways.isEmpty()) {
      route(host.name(), "default via " + any(gateways).addresses().get(lan));
    }
    if (isNode) {
      pods(host, lan);
    } else if (!often()) {
      sysctl(host.name(), "net.ipv4.ip_forward", 1);
    }
  }

  private void pods(Station node, int lan) {
    String subnet = "10." + (100 + nodes.size()) + ".0.";
    devices(node.name()).put("cbr0", device("type", "bridge", "addr", subnet + "1/24"));
    int many = 1 + random().nextInt(3);
    for (int pod = 0; pod < many; pod++) {
      Station station = station(node.name() + "-p" + pod);
      String address = subnet + (2 + pod);
      station.addresses().put(-1, address);
      Map<String, Object> eth0 =
          device("type", "veth", "peer", node.name() + ":veth" + pod, "addr", address + mask());
      devices(station.name()).put("eth0", raised(eth0));
      Map<String, Object> port = device("type", "veth", "master", "cbr0");
      port.put("hairpin", seldom(Feature.LINKS));
      devices(node.name()).put("veth" + pod, raised(port));
      if (often()) {
        route(station.name(), "default via " + subnet + "1");
      }
    }
    sysctl(node.name(), "net.ipv4.ip_forward", often() ? 1 : 0);
    nodes.add(new Node(node, lan, subnet + "0/24"));
  }

  /** A mask that is wrong is too wide or too narrow. */
  private String mask() {
    return seldom(Feature.MASKS) ? any(List.of("/16", "/8", "/28", "/29", "/32")) : "/24";
  }

  private Map<String, Object> raised(Map<String, Object> device) {
    if (seldom(Feature.LINKS) && random().nextBoolean()) {
      device.put("up", false);
    }
    if (seldom(Feature.MTU)) {
      device.put("mtu", 1_280);
    }
    return device;
  }

  private void attach(Station station, int lan, int number) {
    boolean isTwin = number > FIRST_HOST && seldom(Feature.TWINS);
    String address = "10." + (lan + 1) + ".0." + (isTwin ? FIRST_HOST : number);
    String dev = "eth" + station.addresses().size();
    station.addresses().put(lan, address);
    Map<String, Object> ports = devices("lan" + lan);
    String port = "p" + ports.size();
    ports.put(port, device("type", "veth", "master", "br0"));
    Map<String, Object> end =
        device("type", "veth", "peer", "lan" + lan + ":" + port, "addr", address + mask());
    devices(station.name()).put(dev, raised(end));
  }

  /** Netfilter, on those who forward; whether bridged packets see it is told everywhere. */
  private void rules(Station station) {
    boolean forwards = routers.contains(station);
    boolean hasNode = nodes.stream().anyMatch(node -> node.station().equals(station));
    if (!forwards && !hasNode) {
      return;
    }
    sysctl(station.name(), "net.bridge.bridge-nf-call-iptables", random().nextInt(2));
    List<String> lines = new ArrayList<>();
    if (features.contains(Feature.NAT) && random().nextInt(3) == 0) {
      lines.addAll(RandomFilters.nat(random(), someone(), services));
    }
    if (features.contains(Feature.RULES) && random().nextInt(3) == 0) {
      boolean asksSets = features.contains(Feature.SETS) && random().nextInt(3) == 0;
      if (asksSets) {
        namespace(station.name()).put("ipset", RandomFilters.sets(someone(), someone()));
      }
      boolean hasExtensions = features.contains(Feature.EXTENSIONS);
      lines.addAll(RandomFilters.filter(random(), someone(), asksSets, hasExtensions));
    }
    if (features.contains(Feature.EXTENSIONS) && random().nextInt(3) == 0) {
      lines.addAll(
          random().nextInt(3) == 0
              ? RandomExtensions.raw(random())
              : RandomExtensions.mangle(random()));
    }
    if (!lines.isEmpty()) {
      namespace(station.name()).put("iptables", lines);
    }
    if (features.contains(Feature.NFT) && random().nextInt(3) == 0) {
      namespace(station.name()).put("nft", RandomNft.table(random(), someone(), services));
    }
  }

  /** Other ways for some of the packets, in a table of their own. */
  private void policies(Station station) {
    if (!seldom(Feature.POLICY)) {
      return;
    }
    int lan = any(List.copyOf(station.addresses().keySet()));
    String gateway = lan < 0 ? "" : "10." + (lan + 1) + ".0." + (1 + random().nextInt(3));
    List<String> ways =
        new ArrayList<>(List.of("throw default", "prohibit default", "blackhole 10.0.0.0/8"));
    if (!gateway.isEmpty()) {
      ways.add("default via " + gateway);
      ways.add("10.100.0.0/14 via " + gateway);
    }
    route(station.name(), any(ways) + " table 100");
    String from =
        any(List.of("from 10.1.0.0/16 ", "from " + someone() + " ", "to 10.100.0.0/14 ", ""));
    String of = any(List.of("", "ipproto tcp ", "ipproto udp dport 53 ", "iif lo ", "iif eth0 "));
    namespace(station.name()).put("rules", List.of(from + of + "lookup 100"));
  }

  private String someone() {
    return any(List.copyOf(any(stations).addresses().values()));
  }

  private void settings(Station station) {
    if (seldom(Feature.SETTINGS)) {
      sysctl(station.name(), "net.ipv4.conf.all.rp_filter", 1 + random().nextInt(2));
    }
    if (seldom(Feature.SETTINGS)) {
      sysctl(station.name(), "net.ipv4.conf.all.send_redirects", 0);
      sysctl(station.name(), "net.ipv4.conf.default.send_redirects", 0);
    }
    List<String> devices = List.copyOf(devices(station.name()).keySet());
    for (String setting : List.of("rp_filter", "proxy_arp", "arp_ignore", "accept_local")) {
      if (seldom(Feature.SETTINGS)) {
        int most = setting.equals("rp_filter") || setting.equals("arp_ignore") ? 2 : 1;
        String key = "net/ipv4/conf/" + any(devices) + "/" + setting;
        sysctl(station.name(), key, 1 + random().nextInt(most));
      }
    }
  }

  private Station station(String name) {
    namespace(name);
    Station station = new Station(name, new LinkedHashMap<>());
    stations.add(station);
    return station;
  }
}
