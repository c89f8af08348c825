package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.compile.ClusterBuilder;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.console.iptables.RandomRules;
import dev.podlane.document.JsonText;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Severity;
import dev.podlane.document.YamlText;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that was written reads back as it was. */
class WrittenNetworkTest {
  static List<String> recordings() {
    return Recording.NAMES;
  }

  private static void check(Network network) {
    MapValue tree = LinuxNetworks.write("net", network);
    for (String text : List.of(YamlText.print(tree), JsonText.print(tree))) {
      ReadNetwork reading = LinuxNetworks.read(Documents.parse("net", text, Limits.DEFAULT).get(0));
      assertThat(reading.problems()).noneMatch(each -> each.severity() == Severity.ERROR);
      assertThat(reading.network().namespaces().keySet())
          .containsExactlyElementsOf(network.namespaces().keySet());
      for (NetworkNamespace ns : network.namespaces().values()) {
        NetworkNamespace again = reading.network().namespace(ns.name()).orElseThrow();
        assertThat(again.routes().rules()).isEqualTo(ns.routes().rules());
        assertThat(rows(again)).isEqualTo(rows(ns));
        assertThat(again).isEqualTo(ns);
      }
    }
  }

  private static String rows(NetworkNamespace ns) {
    return ns.routes().tables().stream()
        .flatMap(table -> table.rows().stream().map(row -> table.name() + " " + row))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void recordings(String name) {
    check(Recording.load(name).network());
  }

  @Test
  void compiledClusters() {
    check(Compiler.compile(ClusterBuilder.article().build()).network());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void withRulesAndWhatCommandsChange(String name) {
    Network network = Recording.load(name).network();
    String ns = network.namespaces().keySet().iterator().next();
    String rules = String.join("\n", new RandomRules(name.hashCode()).lines());
    for (String command :
        List.of(
            "ipset restore\ncreate one hash:ip\nadd one 10.0.0.1\ncreate net hash:net,port\n"
                + "add net 10.0.0.0/8,udp:53\nadd net 10.1.0.0/16,udp:53 nomatch",
            "iptables-restore\n" + rules,
            "iptables -A FORWARD -m set --match-set one src -j DROP",
            "ip link add zz5 type vxlan id 7 local 10.250.0.1 dstport 4789 df set",
            "bridge fdb append 00:00:00:00:00:00 dev zz5 dst 10.9.9.9",
            "ip link add zz0 type bridge",
            "ip link add zz1 type veth peer name zz2",
            "ip link add zz3 mtu 1400 type veth peer name zz4",
            "ip link set zz4 master zz0",
            "ip link set zz1 master zz0",
            "ip link set zz0 up",
            "bridge link set dev zz1 hairpin on",
            "ip addr add 10.250.0.1/24 dev zz0",
            "ip addr add 10.250.0.2/24 dev zz0",
            "ip neigh add 10.250.0.9 lladdr 02:00:00:00:00:99 dev zz0 nud permanent",
            "ip route add 10.251.0.0/16 via 10.250.0.9 metric 7 proto static",
            "ip route add prohibit 10.252.0.0/16",
            "ip route append 10.251.0.0/16 via 10.250.0.8 metric 7",
            "ip route prepend 10.251.0.0/16 dev zz0 metric 7",
            "ip route prepend 10.250.0.0/24 via 10.250.0.9",
            "ip route append 10.250.0.0/24 via 10.250.0.8",
            "ip route add default via 10.250.0.9 table 100",
            "ip route add throw 10.253.0.0/16 table 356",
            "ip route add local 10.254.0.0/16 dev lo",
            "ip route del 10.250.0.0/24 dev zz0 proto kernel",
            "ip route del broadcast 10.250.0.255 dev zz0 table local",
            "ip rule add from 10.250.0.0/24 iif zz0 lookup 100 prio 50",
            "ip rule add fwmark 0x1/0xff lookup main suppress_prefixlength 0 prio 50",
            "ip rule add not dport 53 ipproto udp prohibit prio 40",
            "ip rule del from all lookup default",
            "ip addr add 10.250.7.1/32 dev lo",
            "ip addr del 127.0.0.1/8 dev lo",
            "ip link set lo mtu 1500",
            "sysctl -qw net.ipv4.ip_forward=1",
            "sysctl -qw net.ipv4.conf.zz0.forwarding=0")) {
      Answer answer = Console.run(network, ns, command);
      assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
      network = ((Answer.Done) answer).network();
    }
    check(network);
    assertThat(LinuxNetworks.write("net", network).toString()).contains("suppress_prefixlength");
  }

  @Test
  void nextHopObjects() {
    Network network =
        Network.of(List.of(Addressing.up(NetworkNamespace.created("a", false), "lo")));
    for (String command :
        List.of(
            "ip link add d0 type veth peer name d1",
            "ip link set d0 up",
            "ip link set d1 up",
            "ip addr add 10.1.0.1/24 dev d0",
            "ip route add 10.9.0.0/24 dev d1 table 100",
            "ip route add 10.2.0.0/24 dev d1",
            "ip route add 10.3.0.0/24 dev d1",
            "ip nexthop add id 9 via 10.2.0.7 dev d1 proto bgp",
            "ip nexthop add id 3 via 10.3.0.7 dev d1",
            "ip nexthop add id 4 via 10.1.0.1 dev d0",
            "ip nexthop add id 5 via 192.0.2.1 dev d0 onlink",
            "ip nexthop add id 6 dev d0",
            "ip nexthop add id 7 blackhole",
            "ip nexthop add id 1 group 9,200/3",
            "ip nexthop add id 2 group 7",
            "ip route add 10.4.0.0/24 nhid 9 metric 7 proto static src 10.1.0.1",
            "ip route append 10.4.0.0/24 via 10.1.0.9 metric 7",
            "ip route prepend 10.4.0.0/24 nhid 5 metric 7",
            "ip route add 10.5.0.0/24 nhid 1 mtu 1300",
            "ip route add 10.6.0.0/24 nhid 2",
            "ip route add throw 10.7.0.0/24 nhid 7",
            "ip route add 10.8.0.0/24 nhid 6 scope link table 100",
            "ip route add local 10.10.0.0/24 nhid 6",
            "ip route add default nhid 4 tos 0x10")) {
      Answer answer = Console.run(network, "a", command);
      assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
      network = ((Answer.Done) answer).network();
    }
    check(network);
    assertThat(LinuxNetworks.write("net", network).toString()).contains("id 1 group 9,200/3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip link set lo down",
        "ip link set lo down; ip addr add 10.9.0.1/32 dev lo",
        "ip link set lo up; ip addr add 10.9.0.1/32 dev lo; ip link set lo down",
        "ip rule del prio 0; ip rule add prio 0 lookup local",
        "ip rule add prio 7 lookup 7; ip rule del prio 7",
        "ip rule flush; ip rule add prio 0 prohibit; ip rule add prio 0 lookup local",
        "ip rule add goto 32767 prio 9; ip rule add nop prio 10",
      })
  void ofANewNamespace(String commands) {
    Network network =
        Network.of(List.of(Addressing.up(NetworkNamespace.created("a", false), "lo")));
    for (String command : commands.split("; ", -1)) {
      Answer answer = Console.run(network, "a", command);
      assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
      network = ((Answer.Done) answer).network();
    }
    check(network);
  }
}
