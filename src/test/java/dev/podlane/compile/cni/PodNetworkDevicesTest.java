package dev.podlane.compile.cni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Devices, routes, neighbours and forwarding entries are those that a kernel printed after the
 * commands that the plugins' sources amount to.
 */
class PodNetworkDevicesTest {
  private static final Path CLUSTER = Path.of("src/test/resources/podnetworks/two-nodes.yaml");
  private static final String VETH = "veth[0-9a-f]{8}";

  private static Network network(String kind, String... changes) throws IOException {
    String text = Files.readString(CLUSTER, StandardCharsets.UTF_8).replace("KIND", kind);
    for (int i = 0; i < changes.length; i += 2) {
      text = text.replace(changes[i], changes[i + 1]);
    }
    return Compiler.compile(Clusters.read(Documents.parse("c.yaml", text))).network();
  }

  /**
   * The text that a command prints; names and addresses that chance chooses in a cluster count as
   * one.
   */
  private static List<String> told(Network network, String namespace, String command) {
    return Console.run(network, new Memory(), namespace, command)
        .text()
        .lines()
        .map(line -> line.replaceAll("^[0-9]+: ", "").replaceAll(VETH, "VETH"))
        .map(line -> line.replaceAll("0a:[0-9a-f:]{14}", "MAC").stripTrailing())
        .toList();
  }

  @Test
  void flannelHasATunnelAndABridge() throws IOException {
    Network network = network("flannel-vxlan");
    assertThat(told(network, "a", "ip -d link show flannel.1"))
        .containsExactly(
            "flannel.1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode"
                + " DEFAULT group default qlen 1000",
            "    link/ether MAC brd ff:ff:ff:ff:ff:ff promiscuity 0  allmulti 0 minmtu 68 maxmtu"
                + " 65535",
            "    vxlan id 1 local 172.18.0.2 dev eth0 srcport 0 0 dstport 8472 nolearning ttl auto"
                + " ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx");
    assertThat(told(network, "a", "ip -4 addr show flannel.1"))
        .contains("    inet 10.244.0.0/32 scope global flannel.1");
    assertThat(told(network, "a", "ip route"))
        .containsExactly(
            "default via 172.18.0.1 dev eth0",
            "10.244.0.0/24 dev cni0 proto kernel scope link src 10.244.0.1",
            "10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink",
            "172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.2");
    assertThat(told(network, "a", "ip neigh show dev flannel.1"))
        .containsExactly("10.244.1.0 lladdr MAC PERMANENT");
    assertThat(told(network, "a", "bridge fdb show dev flannel.1"))
        .containsExactly("MAC dst 172.18.0.3 self permanent");
    assertThat(told(network, "default/web-1", "ip route"))
        .containsExactly(
            "default via 10.244.0.1 dev eth0",
            "10.244.0.0/24 dev eth0 proto kernel scope link src 10.244.0.5",
            "10.244.0.0/16 via 10.244.0.1 dev eth0");
    assertThat(told(network, "default/web-1", "ip link show eth0").get(0)).contains("mtu 1450");
    assertThat(told(network, "a", "ip link show cni0").get(0)).contains("mtu 1450");
    assertThat(told(network, "gateway", "ip route"))
        .containsExactly("172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.1");
  }

  @Test
  void eachKnowsTheHardwareAddressOfTheOthersTunnel() throws IOException {
    Network network = network("flannel-vxlan");
    String mac =
        network.namespace("b").orElseThrow().device("flannel.1").orElseThrow().mac().toString();
    String known = Console.run(network, new Memory(), "a", "ip neigh").text();
    assertThat(known).contains(mac);
  }

  @Test
  void flannelWithHostGwHasRoutesAlone() throws IOException {
    Network network = network("flannel-host-gw");
    assertThat(told(network, "a", "ip route"))
        .contains("10.244.1.0/24 via 172.18.0.3 dev eth0")
        .noneMatch(line -> line.contains("flannel"));
    assertThat(told(network, "default/web-1", "ip link show eth0").get(0)).contains("mtu 1500");
  }

  @Test
  void flannelWithDirectRoutingHasATunnelThatItDoesNotUse() throws IOException {
    Network network = network("{kind: flannel-vxlan, direct: true}");
    assertThat(told(network, "a", "ip route")).contains("10.244.1.0/24 via 172.18.0.3 dev eth0");
    assertThat(told(network, "a", "ip link show flannel.1")).hasSize(2);
  }

  @Test
  void kindnetHasAWireAndARouteForEachPod() throws IOException {
    Network network = network("kindnet");
    assertThat(told(network, "a", "ip route"))
        .containsExactly(
            "default via 172.18.0.1 dev eth0",
            "10.244.0.5 dev VETH scope host",
            "10.244.0.6 dev VETH scope host",
            "10.244.1.0/24 via 172.18.0.3 dev eth0",
            "172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.2");
    assertThat(told(network, "a", "ip -4 addr"))
        .filteredOn(line -> line.contains("VETH") && line.contains("inet"))
        .containsExactly(
            "    inet 10.244.0.1/32 scope global VETH", "    inet 10.244.0.1/32 scope global VETH");
    assertThat(told(network, "default/web-1", "ip route"))
        .containsExactly(
            "default via 10.244.0.1 dev eth0",
            "10.244.0.0/24 via 10.244.0.1 dev eth0 src 10.244.0.5",
            "10.244.0.1 dev eth0 scope link src 10.244.0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calico|bird|10.244.1.0/26 via 172.18.0.3 dev eth0 proto bird|1500",
        "calico-vxlan|80|10.244.1.0/26 via 10.244.1.1 dev vxlan.calico proto 80 onlink|1450",
        "calico-ipip|bird|10.244.1.0/26 via 172.18.0.3 dev tunl0 proto bird onlink|1480",
        "calico-crosssubnet|80|10.244.1.0/26 via 172.18.0.3 dev eth0 proto 80|1450",
        "{kind: calico-crosssubnet, ipip: true}|bird|10.244.1.0/26 via 172.18.0.3 dev eth0 proto"
            + " bird|1480",
      })
  void calicoHasARouteForEachPodAndBlock(String kind, String protocol, String other, int mtu)
      throws IOException {
    Network network = network(kind);
    assertThat(told(network, "a", "ip route"))
        .containsExactly(
            "default via 172.18.0.1 dev eth0",
            "blackhole 10.244.0.0/26 proto " + protocol,
            "10.244.0.5 dev cali0761ccbeace scope link",
            "10.244.0.6 dev cali9fb0db7f13e scope link",
            other,
            "172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.2");
    assertThat(told(network, "default/web-1", "ip route"))
        .containsExactly("default via 169.254.1.1 dev eth0", "169.254.1.1 dev eth0 scope link");
    assertThat(told(network, "default/web-1", "ip -4 addr show eth0"))
        .contains("    inet 10.244.0.5/32 scope global eth0");
    assertThat(told(network, "default/web-1", "ip link show eth0").get(0)).contains("mtu " + mtu);
    assertThat(told(network, "a", "sysctl net.ipv4.conf.cali0761ccbeace.proxy_arp"))
        .containsExactly("net.ipv4.conf.cali0761ccbeace.proxy_arp = 1");
  }

  @Test
  void calicosTunnelsAreAsTheKernelPrintsThem() throws IOException {
    assertThat(told(network("calico-vxlan"), "a", "ip -d link show vxlan.calico"))
        .last()
        .isEqualTo(
            "    vxlan id 4096 local 172.18.0.2 dev eth0 srcport 0 0 dstport 4789 nolearning ttl"
                + " auto ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx");
    assertThat(told(network("calico-ipip"), "a", "ip -4 addr show tunl0"))
        .contains("    inet 10.244.0.1/32 scope global tunl0");
  }

  @Test
  void anAddressOfAnotherNodesBlockHasARouteOfItsOwn() throws IOException {
    Network network = network("calico", "podIP: 10.244.1.5", "podIP: 10.244.0.7");
    assertThat(told(network, "a", "ip route"))
        .contains(
            "10.244.0.7 via 172.18.0.3 dev eth0 proto bird", "blackhole 10.244.0.0/26 proto bird");
    assertThat(told(network, "b", "ip route"))
        .contains("10.244.0.0/26 via 172.18.0.2 dev eth0 proto bird")
        .noneMatch(line -> line.startsWith("blackhole"));
  }

  @Test
  void crossSubnetWrapsOnlyWhatLeavesTheSubnet() throws IOException {
    Network network = network("calico-crosssubnet", "address: 172.18.0.3", "address: 172.19.0.3");
    assertThat(told(network, "a", "ip route"))
        .contains("10.244.1.0/26 via 10.244.1.1 dev vxlan.calico proto 80 onlink");
  }

  @Test
  void awsHasPolicyRulesAndAPermanentNeighbour() throws IOException {
    Network network = network("aws");
    assertThat(told(network, "a", "ip rule"))
        .anyMatch(line -> line.endsWith("from all to 10.244.0.5 lookup main"))
        .anyMatch(line -> line.endsWith("from all fwmark 0x80/0x80 lookup main"));
    assertThat(told(network, "a", "ip route")).contains("10.244.0.5 dev eni0761ccbeace scope link");
    String mac =
        network
            .namespace("a")
            .orElseThrow()
            .device("eni0761ccbeace")
            .orElseThrow()
            .mac()
            .toString();
    assertThat(told(network, "default/web-1", "ip neigh"))
        .containsExactly("169.254.1.1 dev eth0 lladdr " + mac + " PERMANENT");
  }
}
