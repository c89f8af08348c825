package dev.podlane.trace.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes that only the engine's own words can tell apart. */
class CausesTest {
  private static final String ARP =
      """
      namespaces:
        asker:
          devices: {eth0: {peer: "host:eth0", addr: 10.0.0.1/24}}
        host:
          sysctls: {%s}
          devices:
            eth0: {addr: 10.0.0.2/24}
            eth1: {type: dummy, addr: 10.7.0.1/24}
          routes: [%s]
      """;

  private static Cause cause(Network network, String from, String to) {
    Probe probe = Probe.of(from, Protocol.ICMP, Ip.parse(to), 0);
    return Causes.of(Walker.walk(network, probe, new Memory())).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "net.ipv4.conf.all.arp_ignore: 8, , 10.0.0.2, NEIGHBOUR, net.ipv4.conf.eth0.arp_ignore",
    "net.ipv4.conf.all.rp_filter: 1, prepend 10.0.0.0/24 dev eth1, 10.0.0.2, REVERSE_PATH,"
        + " net.ipv4.conf.all.rp_filter",
    "net.ipv4.conf.all.proxy_arp: 1, , 10.0.0.9, NEIGHBOUR, neighbour 10.0.0.9",
  })
  void aHostThatHearsAnArpQuestionSaysWhyItStaysSilent(
      String setting, String route, String to, Cause.Code code, String field) {
    Network network = Networks.of(ARP.formatted(setting, route == null ? "" : "\"" + route + "\""));

    Cause cause = cause(network, "asker", to);

    assertThat(cause.code()).isEqualTo(code);
    assertThat(cause.fields()).extracting(Field::name).contains(field);
    boolean isHost = !field.startsWith("neighbour");
    assertThat(cause.namespace()).isEqualTo(isHost ? "host" : "asker");
  }

  @Test
  void aProxyWithoutARouteIsNamed() {
    Network network =
        Networks.of(
            """
            namespaces:
              pod:
                devices: {eth0: {peer: "node:cali1", addr: 10.1.0.2/32}}
                routes: [169.254.1.1 dev eth0, default via 169.254.1.1 dev eth0]
              node:
                sysctls: {net.ipv4.ip_forward: 1, net.ipv4.conf.cali1.proxy_arp: 1}
                devices: {cali1: {}}
                routes: [10.1.0.2 dev cali1]
            """);

    Cause cause = cause(network, "pod", "10.1.0.3");

    assertThat(cause.code()).isEqualTo(Cause.Code.NO_ROUTE);
    assertThat(cause.namespace()).isEqualTo("node");
    assertThat(cause.fields()).contains(new Field("route", "169.254.1.1", null));
  }

  @Test
  void loopbackAddressesStayInsideUnlessRouteLocalnetLetsThemOut() {
    Network network =
        Networks.of(
            """
            namespaces:
              node:
                devices: {cni0: {peer: "pod:eth0", addr: 10.0.0.1/24}}
                iptables:
                  - "*nat"
                  - "-A OUTPUT -d 127.0.0.1/32 -p icmp -j DNAT --to-destination 10.0.0.2"
                  - COMMIT
              pod:
                devices: {eth0: {addr: 10.0.0.2/24}}
            """);

    Cause cause = cause(network, "node", "127.0.0.1");

    assertThat(cause.reason()).isEqualTo(new Outcome.Reason.Drop(DropReason.LOOPBACK_ADDRESS));
    assertThat(cause.device()).isEqualTo("cni0");
    assertThat(cause.fields())
        .containsExactly(new Field("net.ipv4.conf.cni0.route_localnet", "1", "0"));
  }

  @Test
  void anAnswerThatReachesSomebodyElseNamesTheReceiver() {
    Network network =
        Networks.of(
            """
            namespaces:
              one: {devices: {eth0: {peer: "sw:p1", addr: 10.0.0.1/24}}}
              two:
                sysctls: {net.ipv4.conf.eth0.accept_local: 1}
                devices: {eth0: {peer: "sw:p2", addr: [10.0.0.2/24, 10.0.0.1/32]}}
              sw: {infra: true, devices: {br: {type: bridge}, p1: {master: br}, p2: {master: br}}}
            """);
    Probe ping = Probe.of("one", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);

    Trace trace = Walker.walk(network, ping, new Memory());
    Cause cause = Causes.of(trace).orElseThrow();

    assertThat(cause.code()).isEqualTo(Cause.Code.REPLY_MISMATCH);
    assertThat(cause.fields()).contains(new Field("receiver", "one", "two"));
  }

  @Test
  void whoAnsweredIsTheNamespaceThatMadeTheAnswer() {
    Network network =
        Networks.of(
            """
            namespaces:
              a:
                devices: {eth0: {peer: "b:eth0", addr: 10.0.0.1/24}}
              b:
                devices: {eth0: {addr: 10.0.0.2/24}}
            """);
    Probe ping = Probe.of("a", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);
    Probe own = Probe.of("a", Protocol.ICMP, Ip.parse("10.0.0.1"), 0);

    assertThat(Answerer.of(Walker.walk(network, ping, new Memory()))).contains(new Answerer("b"));
    assertThat(Answerer.of(Walker.walk(network, own, new Memory()))).contains(new Answerer("a"));
  }
}
