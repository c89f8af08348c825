package dev.podlane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
  private static final Network WIRED = TestNetworks.wired();

  private static String say(String command) {
    Answer answer = Console.run(WIRED, "host", command);
    return (answer instanceof Answer.Refused refused ? refused.exitCode() + " " : "0 ")
        + answer.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reboot | 127 reboot: command not found; known are ip, bridge, sysctl, ss, conntrack,"
            + " iptables, iptables-save, iptables-restore, ipset, nft",
        "ip link; reboot | 1 podlane: shell features are not available: ;",
        "ip netns del pod | 255 Error: either \"exec\" is duplicate, or \"del\" is a garbage.",
        "ip netns exec nosuch ip link | 1 Cannot open network namespace \"nosuch\":"
            + " No such file or directory",
        "ip -n pod ntable | 1 Object \"ntable\" is unknown, try \"ip help\".",
        "ip link add x type veth peer name y netns nosuch | 255 Error: argument \"nosuch\" is"
            + " wrong: Invalid \"netns\" value",
        "ip link set eth0 netns pod | 255 Error: either \"dev\" is duplicate, or \"netns\" is a"
            + " garbage.",
        "ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev eth0 nud stale | 255 Error: argument"
            + " \"stale\" is wrong: podlane sets permanent neighbours only",
        "bridge vlan show | 255 Object \"vlan\" is unknown, try \"bridge help\".",
        "sysctl -p | 1 sysctl: invalid option -- 'p'",
        "`` | 255 Command line is not complete. Try option \"help\""
      })
  void everyUnknownWordIsNamed(String command, String answer) {
    assertThat(say(command)).isEqualTo(answer);
  }

  @Test
  void deletingOneEndOfAPairDeletesTheOther() {
    Network network = ((Answer.Done) Console.run(WIRED, "pod", "ip link del q1")).network();
    assertThat(network.namespace("pod").orElseThrow().devices()).containsOnlyKeys("lo", "q0", "q2");
    assertThat(network.namespace("host").orElseThrow().devices())
        .containsKey("veth2")
        .doesNotContainKey("veth1");
    assertThat(WIRED.namespace("host").orElseThrow().devices()).containsKey("veth1");
  }

  @Test
  void thePeerInAnotherNamespaceIsShownByNumberAndName() {
    assertThat(say("ip link show veth1").lines())
        .containsExactly(
            "0 4: veth1@if3: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue state DOWN mode"
                + " DEFAULT group default qlen 1000",
            "    link/ether 02:00:00:00:00:03 brd ff:ff:ff:ff:ff:ff link-netns pod");
  }

  @Test
  void noLineMakesItFail() {
    List<String> words =
        List.of(
            "ip",
            "-4",
            "-br",
            "addr",
            "link",
            "route",
            "neigh",
            "add",
            "del",
            "set",
            "show",
            "get",
            "replace",
            "flush",
            "dev",
            "eth0",
            "cbr0",
            "lo",
            "via",
            "10.0.0.1",
            "10.0.0.1/24",
            "default",
            "metric",
            "99999999999",
            "-1",
            "mtu",
            "type",
            "veth",
            "peer",
            "name",
            "bridge",
            "hairpin",
            "on",
            "sysctl",
            "-w",
            "a=b",
            "=",
            "net.ipv4.ip_forward=1",
            "''",
            "master",
            "address",
            "02:00:00:00:00:01",
            "table",
            "local",
            "all",
            "rule",
            "pref",
            "not",
            "fwmark",
            "0x1/0xff",
            "goto",
            "100",
            "suppress_prefixlength",
            "iif",
            "from",
            "up");
    Random random = new Random(7);
    for (int at = 0; at < 20_000; at++) {
      StringBuilder line =
          new StringBuilder(at % 3 == 0 ? "sysctl" : at % 3 == 1 ? "ip" : "bridge");
      for (int more = random.nextInt(8); more > 0; more--) {
        line.append(' ').append(words.get(random.nextInt(words.size())));
      }
      assertThat(Console.run(WIRED, "host", line.toString()).text()).as("%s", line).isNotNull();
    }
  }
}
