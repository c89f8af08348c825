package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.Console;
import dev.podlane.document.Limits;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in a network are reported, with their places; the rest is read. */
class NetworkProblemsTest {
  private static ReadNetwork read(String... lines) {
    String text = String.join("\n", lines);
    return LinuxNetworks.read(Documents.parse("net.yaml", text, Limits.DEFAULT).get(0));
  }

  private static String shown(Problem problem) {
    return problem.severity() + " " + problem.code() + " " + problem.args() + " " + problem.place();
  }

  /** Puts the line into a device, after a bridge of the same namespace. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "addr: 10.0.0.300/24 | ERROR linux.bad-address [10.0.0.300/24] addr",
        "addr: [10.0.0.1/24, 10.0.0.1/24] | ERROR linux.refused"
            + " [10.0.0.1/24, Error: ipv4: Address already assigned.] addr",
        "mac: 2:0 | ERROR linux.bad-mac [2:0] mac",
        "mtu: 20 | ERROR linux.bad-mtu [20, 68, 65535] mtu",
        "master: nosuch | ERROR linux.bad-master [nosuch] master",
        "colour: red | WARNING linux.unknown-field [colour] colour",
        "opts: mcast_snooping 0 vlan_filtering 1 | WARNING linux.opts [vlan_filtering 1] opts",
        "opts: type bridge; reboot | WARNING linux.opts [type bridge;] opts",
        "fdb: [{dst: 10.0.0.9}] | ERROR linux.bad-forwarding [] fdb[0].mac",
        "fdb: [{mac: '02:00:00:00:00:09', dst: 10.0.0.9}]"
            + " | ERROR linux.bad-forwarding [] fdb[0].mac",
        "dstport: 8472 | WARNING linux.unknown-field [dstport] dstport",
        "neigh: [{ip: 10.0.0.9}] | ERROR linux.bad-neighbour [] neigh[0].ip"
      })
  void aDevice(String line, String expected) {
    ReadNetwork reading =
        read(
            "namespaces:",
            "  a:",
            "    devices:",
            "      br0: {type: bridge}",
            "      br1:",
            "        type: bridge",
            "        " + line);
    int at = expected.lastIndexOf(' ');
    String place = "net.yaml#1:7 namespaces.a.devices.br1." + expected.substring(at + 1);
    assertThat(reading.problems().stream().map(NetworkProblemsTest::shown))
        .contains(expected.substring(0, at) + " " + place);
    assertThat(reading.network().namespace("a").orElseThrow().devices())
        .containsKeys("lo", "br0", "br1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "routes: [10.0.9.1/24 via 10.0.0.2] | linux.refused"
            + " [10.0.9.1/24 via 10.0.0.2, Error: Invalid prefix for given prefix length.]",
        "routes: [default via 10.0.0.2; reboot] | linux.refused"
            + " [default via 10.0.0.2; reboot, podlane: shell features are not available: ;]",
        "routes: [{via: 10.0.0.2}] | linux.bad-route []",
        "exec: [rm -rf /] | linux.exec []",
        "nft: add rule ip filter INPUT accept | linux.nft [add rule ip filter INPUT accept,"
            + " Could not process rule: No such file or directory]",
        "sysctls: {net.ipv4.ip_forwar: 1} | linux.unknown-setting [net.ipv4.ip_forwar]",
        "iptables: ['*nat', '-A PREROUTING -j MASQUERADE', COMMIT] | linux.rule"
            + " [-A PREROUTING -j MASQUERADE,"
            + " RULE_APPEND failed (Invalid argument): rule in chain PREROUTING]",
        "iptables: ['*filter', '-A FORWARD -j NOSUCH', COMMIT]"
            + " | linux.rule [-A FORWARD -j NOSUCH, Chain 'NOSUCH' does not exist]",
        "iptables: ['*filter', '-A FORWARD -j DROP']"
            + " | linux.rule [-A FORWARD -j DROP, COMMIT expected at line 3]",
        "iptables: ['*filter', '-A FORWARD -m time --kerneltz -j DROP', COMMIT]"
            + " | linux.rule-unknown"
            + " [-A FORWARD -m time --datestop 2038-01-19T03:14:07 --kerneltz -j DROP,"
            + " -m time --datestop 2038-01-19T03:14:07 --kerneltz]",
        "devices: {v: {type: vxlan}} | linux.bad-vni [, 16777215]",
        "devices: {v: {type: vxlan, id: 1, dev: eth0}} | linux.bad-underlay [eth0]",
        "ipset: [create a hash:ip, add a 10.0.0.300]"
            + " | linux.set [add a 10.0.0.300, Error in line 1: Syntax error: cannot parse"
            + " 10.0.0.300: resolving to IPv4 address failed]",
        "devices: {v: {type: gre}} | linux.unmodelled [gre]",
        "routes: [{dst: default, dev: lo, table: nosuch}] | linux.refused [default dev lo table"
            + " nosuch, Error: argument \"nosuch\" is wrong: \"table\" value is invalid]",
        "rules: [from all lookup nosuch] | linux.refused [from all lookup nosuch, Error: argument"
            + " \"nosuch\" is wrong: invalid table ID]",
        "rules: [{from: all}] | linux.bad-words [ip rule add]",
        "listen: [{proto: tcp, port: 70000}] | linux.bad-port [70000]",
        "listen: [{proto: dccp, port: 7}] | linux.bad-protocol [dccp]",
        "devices: {eth1: {}} | linux.no-peer [eth1]",
        "devices: {eth1: {peer: 'b:nosuch'}} | linux.bad-peer [b:nosuch]",
        "devices: {a-very-long-name-1: {}} | linux.device-name [a-very-long-name-1]"
      })
  void aNamespace(String line, String expected) {
    ReadNetwork reading = read("namespaces:", "  a:", "    " + line);
    assertThat(reading.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code() + " " + problem.args()).isEqualTo(expected);
              assertThat(problem.place().line()).isEqualTo(3);
              assertThat(problem.place().path()).startsWith("namespaces.a.");
            });
  }

  @Test
  void theEnvelopeAndWhatItHolds() {
    ReadNetwork reading =
        read(
            "apiVersion: podlane.dev/v1",
            "kind: LinuxNetwork",
            "metadata: {name: x}",
            "spec:",
            "  defaults: {mtu: 1400, sysctls: {net.ipv4.ip_forward: 1}}",
            "  namespaces:",
            "    r: {devices: {eth0: {addr: 10.0.0.1/24}, eth1: {up: false}},",
            "        routes: [{dst: default, via: 10.0.0.2, metric: 7}, blackhole 10.9.0.0/16]}",
            "    h: {devices: {eth0: {peer: 'r:eth0', mtu: 1500}, eth1: {peer: 'r:eth1'}}}");
    assertThat(reading.problems()).isEmpty();
    var r = reading.network().namespace("r").orElseThrow();
    assertThat(r.sysctls().forwards("eth0")).isTrue();
    assertThat(r.device("eth0").orElseThrow().mtu()).isEqualTo(1400);
    assertThat(r.device("eth1").orElseThrow().up()).isFalse();
    assertThat(Console.run(reading.network(), "r", "ip route").text().lines())
        .containsExactly(
            "default via 10.0.0.2 dev eth0 metric 7 ",
            "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.1 ",
            "blackhole 10.9.0.0/16 ");
  }

  @Test
  void rulesAndTables() {
    ReadNetwork reading =
        read(
            "namespaces:",
            "  a:",
            "    devices: {br0: {type: bridge, addr: 10.0.0.1/24}}",
            "    routes: [{dst: default, via: 10.0.0.2, table: 100}, prohibit default table 7]",
            "    rules: [from 10.1.0.0/16 lookup 100, fwmark 1 table 7 pref 5]");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.network().namespace("a").orElseThrow().unmodelled()).isEmpty();
    assertThat(Console.run(reading.network(), "a", "ip rule").text().lines())
        .containsExactly(
            "0:\tfrom all lookup local",
            "5:\tfrom all fwmark 0x1 lookup 7",
            "32765:\tfrom 10.1.0.0/16 lookup 100",
            "32766:\tfrom all lookup main",
            "32767:\tfrom all lookup default");
    assertThat(Console.run(reading.network(), "a", "ip route show table 100").text())
        .isEqualTo("default via 10.0.0.2 dev br0 linkdown ");
  }

  @Test
  void nothingToRead() {
    assertThat(read("kind: Pod").problems())
        .extracting(Problem::code)
        .containsExactly("linux.no-namespaces");
    assertThat(read("[]").problems()).extracting(Problem::code).containsExactly("field.not-map");
  }

  @Test
  void everyCodeHasASentence() throws Exception {
    Properties sentences = new Properties();
    try (var in = NetworkProblemsTest.class.getResourceAsStream("/i18n/notation.properties")) {
      sentences.load(in);
    }
    List<String> codes =
        SourceCodes.in("src/main/java/dev/podlane/notation", "\"(linux\\.[a-z-]+)\"");
    List<String> edits = new ArrayList<>();
    for (String room : List.of("notation", "workspace", "cluster")) {
      edits.addAll(SourceCodes.in("src/main/java/dev/podlane/" + room, "\"(edit\\.[a-z-]+)\""));
    }
    List<String> changes =
        SourceCodes.in(
                "src/main/java/dev/podlane/workspace",
                "ChangeException\\.of\\(\\s*(?:\"[a-z.-]+\"|[A-Z_]+),\\s*\"([a-z-]+)\"")
            .stream()
            .map(code -> "change." + code)
            .toList();
    assertThat(codes).hasSizeGreaterThan(20);
    assertThat(changes).isNotEmpty();
    assertThat(edits).isNotEmpty();
    assertThat(sentences.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(codes, edits, changes)
                .flatMap(List::stream)
                .map(code -> "problem." + code)
                .toList());
  }
}
