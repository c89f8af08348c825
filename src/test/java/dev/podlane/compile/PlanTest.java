package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Bystanders;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts known about a network without building its namespaces are those of the built ones. */
class PlanTest {
  private static final Set<Refusal.Kind> KERNEL =
      EnumSet.of(Refusal.Kind.NODE_ROUTE, Refusal.Kind.POD_ROUTE, Refusal.Kind.PORT_TAKEN);

  private static final String NODE =
      "{apiVersion: v1, kind: Node, metadata: {name: %s}, spec: {podCIDR: %s}, status: {addresses:"
          + " [{type: InternalIP, address: %s}]}}";
  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s}, spec: {nodeName: %s,"
          + " hostNetwork: %s, containers: [{name: c, image: i, ports: [{containerPort: %d,"
          + " hostPort: %d}]}]}, status: {podIP: %s}}";
  private static final String NETWORK =
      "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: {podCIDR:"
          + " 10.0.0.0/12, nodeNetwork: {cidr: 10.100.0.0/24, gateway: 10.100.0.1}}}";

  /** A cluster with every kind of fault that addresses, blocks and ports can have. */
  private static String faulty(Random random) {
    List<String> documents = new ArrayList<>(List.of(NETWORK));
    int nodes = 2 + random.nextInt(6);
    for (int node = 0; node < nodes; node++) {
      String block = "10." + node + ".0.0/" + (random.nextInt(6) == 0 ? 31 : 24);
      int host = random.nextInt(5) == 0 ? random.nextInt(3) : node + 2;
      documents.add(NODE.formatted("node-" + node, block, "10.100.0." + host));
    }
    int pods = random.nextInt(40);
    for (int pod = 0; pod < pods; pod++) {
      int node = random.nextInt(nodes);
      boolean isAway = random.nextInt(5) == 0;
      String address =
          isAway ? "10.9.9." + random.nextInt(3) : "10." + node + ".0." + random.nextInt(30);
      boolean isOnHost = random.nextInt(4) == 0;
      documents.add(
          POD.formatted(
              "p" + random.nextInt(30),
              "ns-" + random.nextInt(2),
              "node-" + node,
              isOnHost,
              isOnHost && random.nextInt(4) == 0 ? 10_250 : 8_000 + random.nextInt(4),
              isOnHost ? 0 : random.nextInt(2) * 9_000,
              address));
    }
    return String.join("\n---\n", documents);
  }

  private static Cluster read(String text) {
    return Clusters.read(Documents.parse("", text));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void problemsAreThoseOfMakingEverything(int seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 25; round++) {
      Cluster cluster = read(faulty(random));
      ClusterPlan plan = ClusterPlan.of(cluster);
      Compiled compiled = Compiler.compile(cluster);
      PlannedNodes planned = new Assembly(cluster).planned();
      List<Refusal> all = new ArrayList<>();
      for (int node = 0; node < plan.nodes().size(); node++) {
        NodeBuild build = planned.build(node, false);
        build.node();
        IntStream.range(0, plan.nodes().get(node).pods().size()).forEach(build::pod);
        all.addAll(build.refusals());
      }

      found += all.size();
      compiled.network().namespaces().values().forEach(PlanTest::hasNoIndexTwice);
      assertThat(compiled.refusals())
          .filteredOn(refusal -> KERNEL.contains(refusal.kind()))
          .containsExactlyElementsOf(all);
      assertThat(compiled.network().namespaces()).hasSize(plan.size() + 2);
    }
    assertThat(found).isPositive();
  }

  private static void hasNoIndexTwice(NetworkNamespace ns) {
    assertThat(ns.devices().values()).extracting(Device::index).doesNotHaveDuplicates();
  }

  @Test
  void manyPodsThatTheKernelRefusesAreNamedOnce() {
    StringBuilder text = new StringBuilder(NODE.formatted("n", "10.1.0.0/24", "10.100.0.2"));
    for (int pod = 0; pod < 3_000; pod++) {
      String address = "192.168." + pod / 250 + "." + (pod % 250 + 1);
      text.append("\n---\n").append(POD.formatted("p" + pod, "a", "n", false, 80, 0, address));
    }
    Compiled compiled = Compiler.compile(read(text.toString()));

    assertThat(compiled.refusals()).extracting(Refusal::kind).containsOnly(Refusal.Kind.POD_ROUTE);
    assertThat(compiled.refusals()).hasSize(3_000).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void namesAddressesAndCountsAreThoseOfTheNamespaces(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      Network network = Compiler.compile(read(faulty(random))).network();
      Map<Ip, Set<String>> owners = new HashMap<>();
      int devices = 0;
      List<String> infra = new ArrayList<>();
      for (NetworkNamespace ns : network.namespaces().values()) {
        for (Device device : ns.devices().values()) {
          for (InterfaceAddress address : device.addresses()) {
            if (!address.ip().isLoopback()) {
              owners.computeIfAbsent(address.ip(), any -> new LinkedHashSet<>()).add(ns.name());
            }
          }
        }
        devices += ns.infra() ? 0 : ns.devices().size() - 1;
        if (ns.infra()) {
          infra.add(ns.name());
        }
        assertThat(network.namespace(ns.name())).contains(ns);
      }

      owners.forEach(
          (ip, names) -> assertThat(network.owners(ip)).containsExactlyInAnyOrderElementsOf(names));
      assertThat(network.owners(Ip.parse("203.0.113.1"))).isEmpty();
      assertThat(network.devices()).isEqualTo(devices);
      assertThat(List.copyOf(network.infra())).isEqualTo(infra);
    }
  }

  @Test
  void hardwareAddressesAreUniqueAndStayWhereTheyAreAfterEdits() {
    Network network = Compiler.compile(ClusterBuilder.of(20, 300).build()).network();
    Network edited = network;
    for (String name : List.of("node-3", "pod-1", "pod-2")) {
      String namespace = name.startsWith("pod") ? "default/" + name : name;
      for (int i = 0; i < 20; i++) {
        NetworkNamespace ns = edited.namespace(namespace).orElseThrow();
        int place = ns.devices().size();
        edited =
            edited.with(
                ns.with(
                    new Device(
                        place + 100,
                        "x" + i,
                        edited.added(namespace, "x" + i, place),
                        1_500,
                        true,
                        null,
                        List.of(),
                        new Link.Dummy())));
      }
    }
    List<Device> all =
        edited.namespaces().values().stream()
            .flatMap(ns -> ns.devices().values().stream())
            .filter(device -> !(device.link() instanceof Link.Loopback))
            .toList();

    assertThat(all).extracting(Device::mac).doesNotHaveDuplicates();
    assertThat(all).hasSizeGreaterThan(2 * 320);
  }

  @Test
  void addingAPodOrANodeChangesOnlyItsNeighbours() {
    Map<String, NetworkNamespace> before = namespaces(ClusterBuilder.of(8, 60));
    Map<String, NetworkNamespace> withPod =
        namespaces(ClusterBuilder.of(8, 60).pod("aaa", "node-3", "10.0.3.200", "app:80"));
    Map<String, NetworkNamespace> withNode =
        namespaces(ClusterBuilder.of(8, 60).node("aaa", "172.16.0.200", "10.0.77.0/24"));

    assertThat(changed(before, withPod)).containsExactlyInAnyOrder("node-3", "default/aaa");
    assertThat(changed(before, withNode)).containsExactlyInAnyOrder("gateway", "lan", "aaa");
    assertThat(devices(before, "node-3")).isSubsetOf(devices(withPod, "node-3"));
    assertThat(devices(before, "lan")).isSubsetOf(devices(withNode, "lan"));
  }

  private static Set<Device> devices(Map<String, NetworkNamespace> all, String name) {
    return new LinkedHashSet<>(Objects.requireNonNull(all.get(name)).devices().values());
  }

  private static Map<String, NetworkNamespace> namespaces(ClusterBuilder cluster) {
    return new LinkedHashMap<>(Compiler.compile(cluster.build()).network().namespaces());
  }

  private static List<String> changed(
      Map<String, NetworkNamespace> before, Map<String, NetworkNamespace> after) {
    return after.keySet().stream()
        .filter(name -> !Objects.equals(after.get(name), before.get(name)))
        .toList();
  }

  @Test
  void theCrowdOfABridgeIsWhoeverIsPluggedInAndUnchanged() {
    Network network = Compiler.compile(ClusterBuilder.of(30, 900).build()).network();
    Bystanders nodes = network.bystanders("lan", "br").orElseThrow();
    Bystanders pods = network.bystanders("node-4", "cbr0").orElseThrow();

    assertThat(nodes.size()).isEqualTo(30);
    assertThat(nodes.apart()).extracting(Device::name).containsExactly("p-gateway");
    assertThat(nodes.having(Ip.parse("172.16.0.6"))).containsExactly("p-node-4");
    assertThat(nodes.having(Ip.parse("10.0.4.1"))).containsExactly("p-node-4");
    assertThat(pods.size()).isEqualTo(30);
    assertThat(pods.apart()).isEmpty();
    IntStream.range(0, 30)
        .mapToObj(i -> "default/pod-" + (4 + i * 30))
        .forEach(name -> isBehindItsPort(network, pods, name));
    assertThat(network.bystanders("node-4", "eth0")).isEmpty();

    NetworkNamespace pod = network.namespace("default/pod-4").orElseThrow();
    Network edited = network.with(pod.withSysctls(pod.sysctls().with("net.ipv4.ip_forward", "1")));
    Bystanders left = edited.bystanders("node-4", "cbr0").orElseThrow();
    assertThat(left.size()).isEqualTo(29);
    assertThat(left.port("default/pod-4")).isEmpty();
    assertThat(left.apart()).hasSize(1);

    NetworkNamespace node = network.namespace("node-4").orElseThrow();
    Device port = node.device(left.apart().get(0).name()).orElseThrow();
    Network down = network.with(node.with(port.withUp(false)));
    assertThat(down.bystanders("node-4", "cbr0").orElseThrow().apart()).hasSize(1);
    assertThat(down.bystanders("lan", "br").orElseThrow().size()).isEqualTo(29);
  }

  private static void isBehindItsPort(Network network, Bystanders crowd, String pod) {
    NetworkNamespace ns = network.namespace(pod).orElseThrow();
    Device device = ns.device("eth0").orElseThrow();
    String port = ((Link.Veth) device.link()).peer().device();

    assertThat(crowd.port(pod)).contains(port);
    assertThat(crowd.isBehind(port)).isTrue();
    assertThat(crowd.having(device.mac())).containsExactly(port);
    assertThat(crowd.having(device.addresses().get(0).ip())).containsExactly(port);
  }
}
