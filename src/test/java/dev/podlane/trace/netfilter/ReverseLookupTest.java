package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy rules decide about the way back that a rule of nftables asks for. */
class ReverseLookupTest {
  /**
   * A forwarded packet is taken to come back by the device by which it leaves, as in random network
   * 7313294 on Linux 6.18 (nft_fib4_eval).
   */
  @ParameterizedTest
  @CsvSource({
    "iif b, true",
    "iif a, false",
    "from 10.2.0.10, true",
    "from 10.2.0.11, false",
    "tos 0x08, false",
    "ipproto icmp, true",
    "ipproto udp, false"
  })
  void theWayBackIsMissingWhereAPolicyRuleForbidsIt(String selector, boolean isMissing) {
    String network =
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:a", addr: 10.1.0.10/24}}
            routes: [default via 10.1.0.1]
          router:
            devices:
              a: {type: veth, addr: 10.1.0.1/24}
              b: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24}
            sysctls: {net.ipv4.ip_forward: 1}
            rules: ["prio 100 to 10.1.0.0/24 %s lookup 100"]
            routes: ["prohibit default table 100"]
            nft: |
              table ip t {
                chain c {
                  type filter hook forward priority filter; policy accept;
                  icmp type echo-request fib saddr . iif oif exists drop
                }
              }
          server:
            devices: {eth0: {type: veth, addr: 10.2.0.10/24}}
            routes: [default via 10.2.0.1]
        """
            .formatted(selector);
    Probe probe = Probe.from("client").ping(Ip.parse("10.2.0.10"));
    Trace trace = Walker.walk(Networks.of(network), probe, new Memory());
    boolean isThere = trace.hops().stream().anyMatch(hop -> hop.namespace().equals("server"));
    assertThat(isThere).isEqualTo(isMissing);
  }

  /** rpfilter asks for no protocol, so that a policy rule for one is passed over (Linux 6.18). */
  @ParameterizedTest
  @CsvSource({"from all, false", "ipproto icmp, true"})
  void rpfilterKnowsNoProtocol(String selector, boolean passes) {
    String network =
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:a", addr: 10.1.0.10/24}}
            routes: [default via 10.1.0.1]
          router:
            devices:
              a: {type: veth, addr: 10.1.0.1/24}
              b: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24}
            sysctls: {net.ipv4.ip_forward: 1}
            rules: ["prio 100 to 10.1.0.0/24 %s lookup 100"]
            routes: ["prohibit default table 100"]
            iptables: ['*raw', '-A PREROUTING -i a -m rpfilter --invert -j DROP', 'COMMIT']
          server:
            devices: {eth0: {type: veth, addr: 10.2.0.10/24}}
            routes: [default via 10.2.0.1]
        """
            .formatted(selector);
    Probe probe = Probe.from("client").ping(Ip.parse("10.2.0.10"));
    Trace trace = Walker.walk(Networks.of(network), probe, new Memory());
    boolean isThere = trace.hops().stream().anyMatch(hop -> hop.namespace().equals("server"));
    assertThat(isThere).isEqualTo(passes);
  }
}
