package dev.podlane.trace.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A router with policy rules between three hosts, of which h2 and h3 both have 10.9.0.1. What comes
 * of each packet was observed on Linux 6.18 in network namespaces wired the same way, with ping of
 * iputils and small socket programs; h2 and h3 were told apart by their ip_default_ttl.
 */
class PolicyRoutingTest {
  private static final String TO = "10.9.0.1";

  private static Network network() {
    NetworkBuilder network = new NetworkBuilder().namespace("r");
    network.sysctl("r", "net.ipv4.ip_forward", 1);
    for (int at = 1; at <= 3; at++) {
      String host = "h" + at;
      network.namespace(host).veth("r", "eth" + at, host, "eth0");
      network.address("r", "eth" + at, "10." + at + ".0.1/24");
      network.address(host, "eth0", "10." + at + ".0.2/24");
      network.route(host, "default", "10." + at + ".0.1");
      if (at > 1) {
        network.address(host, "lo", TO + "/32");
        network.listen(host, Protocol.TCP, "0.0.0.0", 80);
        network.listen(host, Protocol.UDP, "0.0.0.0", 53);
      }
    }
    return network.address("h1", "eth0", "10.1.0.3/24").build();
  }

  private static Network given(String commands) {
    Network now = network();
    for (String command : commands.split(";", -1)) {
      if (!command.isBlank()) {
        Answer answer = Console.run(now, "r", command.strip());
        assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
        now = ((Answer.Done) answer).network();
      }
    }
    return now;
  }

  private static Trace send(
      Network network, String from, String source, Protocol what, String to, int port) {
    Ip ip = source.isEmpty() ? null : Ip.parse(source);
    Probe probe = Probe.of(from, what, Ip.parse(to), port).withSource(ip).withPayload(0);
    return Walker.walk(network, probe, new Memory());
  }

  /** The host that answered, or what the sender was told. */
  private static String told(Trace trace) {
    Outcome outcome = trace.outcome();
    if (outcome.icmp() != null) {
      return outcome.icmp().type() + "/" + outcome.icmp().code();
    }
    if (outcome.result() != Outcome.Result.DELIVERED) {
      return String.valueOf(outcome.errno() == null ? outcome.result() : outcome.errno());
    }
    return trace.hops().stream()
        .flatMap(
            hop ->
                hop.steps().stream()
                    .filter(each -> each.step() instanceof SocketStep.EchoAnswered)
                    .map(each -> hop.namespace()))
        .findFirst()
        .orElse("nobody");
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "| h1 | | h2",
        "ip rule add from 10.1.0.3 lookup 100 | h1 | 10.1.0.2 | h2",
        "ip rule add from 10.1.0.3 lookup 100 | h1 | 10.1.0.3 | h3",
        "ip rule add iif eth1 lookup 100 | h1 | | h3",
        "ip rule add iif eth1 lookup 100 | r | | h2",
        "ip rule add iif lo lookup 100 | h1 | | h2",
        "ip rule add iif lo lookup 100 | r | | h3",
        "ip rule add not from 10.1.0.3 lookup 100 | h1 | 10.1.0.2 | h3",
        "ip rule add not from 10.1.0.3 lookup 100 | h1 | 10.1.0.3 | h2",
        "ip rule add not from 10.1.0.3 lookup 100 | r | | h3",
        "ip rule add oif eth3 lookup 100 | h1 | | h2",
        "ip rule add oif eth3 lookup 100 | r | | h2",
        "ip rule add ipproto icmp lookup 100 | h1 | | h3",
        "ip rule add ipproto icmp lookup 100 | r | | h3",
        "ip rule add ipproto udp lookup 100 | h1 | | h2",
        "ip rule add to 10.9.0.0/24 prohibit | h1 | | 3/13",
        "ip rule add to 10.9.0.0/24 prohibit | r | | EACCES",
        "ip rule add to 10.9.0.0/24 unreachable | h1 | | 3/0",
        "ip rule add to 10.9.0.0/24 unreachable | r | | ENETUNREACH",
        "ip rule add to 10.9.0.0/24 blackhole | h1 | | TIMEOUT",
        "ip rule add to 10.9.0.0/24 blackhole | r | | EINVAL",
      })
  void rulesChooseTheTable(String rules, String from, String source, String expected) {
    Network network =
        given(
            "ip route add 10.9.0.0/24 via 10.2.0.2;"
                + "ip route add 10.9.0.0/24 via 10.3.0.2 table 100;"
                + orEmpty(rules));
    Trace trace = send(network, from, orEmpty(source), Protocol.ICMP, TO, 0);
    assertThat(told(trace)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "throw 10.9.0.0/24 table 100 | h2",
        "throw 10.9.0.0/24 table 100; ip route add 10.9.0.1 via 10.3.0.2 table 100 | h3",
        "blackhole 10.9.0.0/24 table 100 | TIMEOUT",
        "unreachable 10.9.0.0/24 table 100 | 3/1",
      })
  void rowsOfTheOtherTable(String rows, String expected) {
    Network network =
        given(
            "ip route add 10.9.0.0/24 via 10.2.0.2; ip rule add from 10.1.0.0/24 lookup 100;"
                + "ip route add "
                + rows);
    assertThat(told(send(network, "h1", "", Protocol.ICMP, TO, 0))).isEqualTo(expected);
  }

  /** With 24 the answer is what is lost: its own way back is suppressed too, and leads to h3. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | default via 10.2.0.2 | h3",
        "0 | 10.9.0.0/24 via 10.2.0.2 | h2",
        "0 | blackhole default | TIMEOUT",
        "23 | 10.9.0.0/24 via 10.2.0.2 | h2",
        "24 | 10.9.0.0/24 via 10.2.0.2 | TIMEOUT",
      })
  void shortPrefixesAreSuppressed(int length, String inMain, String expected) {
    Network network =
        given(
            "ip route add default via 10.3.0.2 table 100;"
                + "ip rule add pref 1 lookup main suppress_prefixlength "
                + length
                + "; ip rule add pref 2 lookup 100; ip route add "
                + inMain);
    assertThat(told(send(network, "h1", "", Protocol.ICMP, TO, 0))).isEqualTo(expected);
  }

  /** As {@link #send}, after a first ping before the rules came: neighbours are known. */
  private static Trace ping(String before, String rules, String to, boolean warm) {
    Memory memory = new Memory();
    Ip ip = Ip.parse(to);
    Probe probe = Probe.of("h1", Protocol.ICMP, ip, 0);
    Probe again = Probe.from("h1").ping(ip).withCold(!warm);
    assertThat(Walker.walk(given(before), probe, memory).outcome().result())
        .isEqualTo(Outcome.Result.DELIVERED);
    return Walker.walk(given(before + ";" + rules), again, memory);
  }

  /** Own addresses are own only as long as the local table is asked first; for ARP, too. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ip rule del pref 200 | true | r",
        "ip rule add pref 50 to 10.1.0.1 lookup 100 | true | TIMEOUT",
        "ip rule add pref 50 to 10.1.0.1 lookup 100 | false | 3/1",
      })
  void theLocalTableIsATableToo(String rule, boolean warm, String expected) {
    String before =
        "ip route add default via 10.3.0.2 table 100; ip rule add pref 200 nop;"
            + "ip rule add pref 100 lookup local; ip rule del pref 0";
    assertThat(told(ping(before, rule, "10.1.0.1", warm))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "from 10.9.0.0/24 | 10.9.0.1 | true | TIMEOUT",
        "iif eth2 | 10.9.0.1 | true | TIMEOUT",
        "iif eth1 to 10.1.0.0/24 | 10.9.0.1 | true | h2",
        "iif lo to 10.1.0.0/24 | 10.9.0.1 | true | h2",
        "iif lo to 10.1.0.0/24 | 10.1.0.1 | true | TIMEOUT",
        "iif lo to 10.1.0.0/24 | 10.1.0.1 | false | 3/1",
      })
  void theSourceIsCheckedByTheSameRules(String rule, String to, boolean warm, String expected) {
    String before =
        "ip route add 10.9.0.0/24 via 10.2.0.2; sysctl -q net.ipv4.conf.eth1.rp_filter=1;"
            + "ip route add 10.1.0.0/24 via 10.3.0.2 table 100";
    assertThat(told(ping(before, "ip rule add lookup 100 " + rule, to, warm))).isEqualTo(expected);
  }

  @Test
  void theMarkCountsForTheSourceOnlyIfToldSo() {
    Network network =
        given(
            "ip route add 10.9.0.0/24 via 10.2.0.2; sysctl -q net.ipv4.conf.eth1.rp_filter=1;"
                + "ip route add 10.1.0.0/24 via 10.3.0.2 table 100;"
                + "ip rule add fwmark 7 to 10.1.0.0/24 lookup 100");
    assertThat(acceptsMarked(network)).isTrue();
    Answer set = Console.run(network, "r", "sysctl -q net.ipv4.conf.eth1.src_valid_mark=1");
    assertThat(acceptsMarked(((Answer.Done) set).network())).isFalse();
  }

  private static boolean acceptsMarked(Network network) {
    NetworkNamespace router = network.namespace("r").orElseThrow();
    Device in = router.device("eth1").orElseThrow();
    RouteQuery query = RouteQuery.received(Ip.parse(TO), Ip.parse("10.1.0.2"), "eth1").marked(7);
    return SourceValidation.check(router, in, query, "eth2").isAccepted();
  }

  /** A connecting socket looks twice: for its source, and then for the way from there. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "from 10.2.0.1 | TCP | h3 sees 10.2.0.1",
        "ipproto tcp dport 80 | TCP | h3 sees 10.3.0.1",
        "ipproto tcp dport 80 | UDP | h2 sees 10.2.0.1",
        "ipproto udp dport 53 | TCP | h2 sees 10.2.0.1",
        "ipproto udp dport 53 | UDP | h3 sees 10.3.0.1",
      })
  void ownConnections(String selector, Protocol what, String expected) {
    Network network =
        given(
            "ip route add 10.9.0.0/24 via 10.2.0.2;"
                + "ip route add 10.9.0.0/24 via 10.3.0.2 table 100;"
                + "ip rule add lookup 100 "
                + selector);
    Trace trace = send(network, "r", "", what, TO, what == Protocol.TCP ? 80 : 53);
    Outcome.Server server = trace.outcome().server();
    assertThat(server).isNotNull();
    assertThat(server.namespace() + " sees " + server.seesSource()).isEqualTo(expected);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
