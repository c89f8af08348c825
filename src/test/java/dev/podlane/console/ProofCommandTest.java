package dev.podlane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.ShellTokens;
import dev.podlane.console.command.ShellWords;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.route.RouteQuery;
import org.junit.jupiter.api.Test;

class ProofCommandTest {
  private static final Ip POD = Ip.parse("10.0.1.2");
  private static final Ip OTHER = Ip.parse("10.0.2.2");

  @Test
  void writesWhatOneWouldType() {
    assertThat(ProofCommand.routeGet("node-1", RouteQuery.received(OTHER, POD, "cbr0")))
        .hasToString("ip netns exec node-1 ip route get 10.0.2.2 from 10.0.1.2 iif cbr0");
    assertThat(ProofCommand.forwardingDatabase("node-1", "cbr0"))
        .hasToString("ip netns exec node-1 bridge fdb show br cbr0");
    assertThat(ProofCommand.neighbour("node-1", POD, "cbr0"))
        .hasToString("ip netns exec node-1 ip neigh get 10.0.1.2 dev cbr0");
    assertThat(ProofCommand.listeners("default/web-1", Protocol.TCP, 80))
        .hasToString("ip netns exec default/web-1 ss -ltn 'sport = :80'");
    assertThat(ProofCommand.capture("node-1", "veth1", "ICMP"))
        .hasToString("ip netns exec node-1 tcpdump -ni veth1 icmp");
    assertThat(ProofCommand.rules("node-1", "nat", "KUBE-SERVICES"))
        .hasToString("ip netns exec node-1 iptables -t nat -L KUBE-SERVICES -nv --line-numbers");
    assertThat(ProofCommand.connections("node-1", POD, OTHER))
        .hasToString("ip netns exec node-1 conntrack -L -s 10.0.1.2 -d 10.0.2.2");
    assertThat(ProofCommand.remotes("node-1", "flannel.1"))
        .hasToString("ip netns exec node-1 bridge fdb show dev flannel.1");
    assertThat(ProofCommand.sysctl("node-1", "net/ipv4/conf/eth0.5/rp_filter"))
        .hasToString("ip netns exec node-1 sysctl net.ipv4.conf.eth0/5.rp_filter");
  }

  @Test
  void quotesWhatAShellWouldActOn() {
    assertThat(ShellWords.quote("a'b")).isEqualTo("'a'\\''b'");
    assertThat(ShellWords.quote("")).isEqualTo("''");
    assertThat(ShellWords.quote("$(reboot)")).isEqualTo("'$(reboot)'");
    assertThat(ProofCommand.routes("x; rm -rf /", "main").toString())
        .startsWith("ip netns exec 'x; rm -rf /' ip route");
  }

  @Test
  void quotedWordsAreReadBack() {
    for (String word : new String[] {"plain", "two words", "it's", "\"", "a\\b", "ü|&;"}) {
      assertThat(ShellTokens.of("ip " + ShellWords.quote(word))).containsExactly("ip", word);
    }
  }
}
