package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers that are run, killed and started again: who lives where, with which address. */
class DockerLifeTest {
  private static Compiled compiled(String containers, String events) {
    String text =
        "apiVersion: podlane.dev/v1\nkind: DockerHost\nmetadata: {name: h}\nspec:\n"
            + "  interfaces: [{address: 10.100.0.2/24}]\n"
            + "  processes: [{name: sshd, listens: [22]}]\n"
            + "  networks: [{name: app, subnet: 192.0.2.0/29}]\n"
            + ("  containers: [" + containers + "]\n")
            + ("  events: [" + events + "]\n");
    return Compiler.compile(Clusters.read(Documents.parse("", text)));
  }

  /** Namespaces of containers with their addresses, and what listens in them. */
  private static String living(Compiled compiled) {
    return compiled.network().namespaces().keySet().stream()
        .map(name -> compiled.structure().namespace(name).orElseThrow())
        .filter(info -> info.kind() == NamespaceKind.CONTAINER)
        .map(info -> compiled.network().namespace(info.name()).orElseThrow())
        .map(ns -> ns.name().substring(2) + addresses(ns) + sockets(ns))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String addresses(NetworkNamespace ns) {
    return ns.devices().values().stream()
        .flatMap(device -> device.addresses().stream())
        .filter(address -> !address.ip().isLoopback())
        .map(InterfaceAddress::ip)
        .map(ip -> "=" + ip)
        .collect(Collectors.joining());
  }

  private static String sockets(NetworkNamespace ns) {
    return ns.sockets().listening().stream()
        .map(each -> each.name() + ":" + each.port())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> told(Compiled compiled) {
    return compiled.refusals().stream()
        .map(each -> each.item() + " " + each.kind().text() + " " + String.join(" ", each.args()))
        .toList();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: a1, listens: [80]}, {name: b2} | | a1=172.17.0.2[a1:80] b2=172.17.0.3[]
          {name: a1}, {name: b2} | kill: a1 | b2=172.17.0.3[]
          {name: a1}, {name: b2} | restart: a1 | a1=172.17.0.2[] b2=172.17.0.3[]
          {name: a1}, {name: b2} | {kill: a1}, {restart: b2}, {start: a1} | a1=172.17.0.3[] b2=172.17.0.2[]
          {name: a1}, {name: s1, network: 'container:a1', listens: [80]} | kill: a1 | s1[s1:80]
          {name: a1}, {name: s1, network: 'container:a1', listens: [80]} | kill: s1 | a1=172.17.0.2[]
          {name: a1}, {name: s1, network: 'container:a1'} | restart: a1 | a1=172.17.0.2[] s1[]
          {name: a1}, {name: s1, network: 'container:a1'} | {restart: a1}, {restart: s1} | a1=172.17.0.2[]
          {name: a1}, {name: s1, network: 'container:a1'} | {kill: a1}, {kill: s1} | ''
          {name: a1, network: none, listens: [7]} | | a1[a1:7]
          {name: a1, network: host, listens: [7]} | | ''
          {name: a1, network: app, ip: 192.0.2.5}, {name: b2, network: app} | | a1=192.0.2.5[] b2=192.0.2.2[]
          {name: s1, network: 'container:a1'}, {name: a1} | | a1=172.17.0.2[]
          """)
  void livesOn(String containers, String events, String expected) {
    assertThat(living(compiled(containers, events == null ? "" : events)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: a1, listens: [80]}, {name: s1, network: 'container:a1', listens: [80]} | | 1 docker-bind-failed s1 0.0.0.0:80 EADDRINUSE a1
          {name: a1, network: host, listens: [22]} | | 0 docker-bind-failed a1 0.0.0.0:22 EADDRINUSE sshd
          {name: a1, listens: ['10.9.9.9:80']} | | 0 docker-bind-failed a1 10.9.9.9:80 EADDRNOTAVAIL -
          {name: a1, ports: ['8080:80']}, {name: b2, ports: ['8080:81']} | | 1 docker-port-allocated b2 0.0.0.0:8080 a1
          {name: a1, ports: ['127.0.0.1:8080:80']}, {name: b2, ports: ['10.100.0.2:8080:80']} | | ''
          {name: a1, ports: ['127.0.0.1:8080:80']}, {name: b2, ports: ['8080:80']} | | 1 docker-port-allocated b2 0.0.0.0:8080 a1
          {name: a1, ports: ['8080:80', '8080:81']} | | 0 docker-port-allocated a1 0.0.0.0:8080 a1
          {name: a1, ports: ['22:22']} | | 0 docker-port-in-use a1 0.0.0.0:22 sshd
          {name: a1, ports: ['10.9.9.9:80:80']} | | 0 docker-port-address a1 10.9.9.9:80 -
          {name: s1, network: 'container:a1'} | | 0 docker-join-not-running s1 a1
          {name: a1, network: app, ip: 192.0.2.1} | | 0 docker-address-taken a1 192.0.2.1 app
          {name: a1, network: app, ip: 192.0.2.9} | | 0 docker-address-taken a1 192.0.2.9 app
          {name: a1} | {kill: a1}, {kill: a1} | 1 docker-killed a1 172.17.0.2;2 docker-not-running a1
          {name: a1} | start: a1 | 1 docker-runs-already a1
          {name: a1}, {name: s1, network: 'container:a1'} | kill: a1 | 2 docker-killed-owner a1 172.17.0.2 s1
          {name: a1}, {name: s1, network: 'container:a1'} | kill: s1 | 2 docker-killed-joiner s1 a1
          {name: a1, network: host, listens: [7]} | {kill: a1}, {start: a1} | 1 docker-killed-on-host a1;2 docker-started-again a1
          {name: a1, ports: ['8080:80']}, {name: b2, ports: ['8080:80']} | {kill: a1}, {start: b2} | 1 docker-port-allocated b2 0.0.0.0:8080 a1;2 docker-killed a1 172.17.0.2;3 docker-started-again b2
          """)
  void tells(String containers, String events, String expected) {
    assertThat(String.join(";", told(compiled(containers, events == null ? "" : events))))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aRestartedContainerHasAnotherWireAndTellsIt() {
    Compiled before = compiled("{name: a1}", "");
    Compiled after = compiled("{name: a1}", "restart: a1");

    assertThat(port(after)).startsWith("veth").hasSize(11).isNotEqualTo(port(before));
    assertThat(told(after))
        .containsExactly(
            "1 docker-killed a1 172.17.0.2", "1 docker-started-same a1 172.17.0.2 " + port(after));
  }

  @Test
  void aContainerThatFindsItsAddressTakenGetsAnother() {
    Compiled after = compiled("{name: a1}, {name: b2}", "{kill: a1}, {restart: b2}, {start: a1}");

    assertThat(told(after))
        .filteredOn(each -> each.contains("started-other"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).matches("[34] .* 172\\.17\\.0\\.[23] veth.* 172.*"));
  }

  @Test
  void whoFailedToBindDoesNotInheritThePort() {
    Compiled after =
        compiled(
            "{name: a1}, {name: s1, network: 'container:a1', listens: [80]},"
                + " {name: s2, network: 'container:a1', listens: [80]}",
            "kill: s1");

    assertThat(living(after)).isEqualTo("a1=172.17.0.2[]");
    assertThat(after.network().namespace("h/a1").orElseThrow().sockets().failed()).hasSize(1);
  }

  @Test
  void aFullNetworkRefusesTheNext() {
    String six =
        IntStream.rangeClosed(1, 6)
            .mapToObj(i -> "{name: c" + i + ", network: app}")
            .collect(Collectors.joining(","));

    assertThat(told(compiled(six, ""))).containsExactly("5 docker-network-full c6 app");
    assertThat(told(compiled(six, "{kill: c3}, {start: c6}")))
        .contains("7 docker-started-again c6");
  }

  @Test
  void portsLeftToTheEngineAreChosenApart() {
    Compiled two = compiled("{name: a1, ports: ['80']}, {name: b2, ports: ['80']}", "");

    assertThat(two.containers())
        .extracting(each -> String.join("", each.published()))
        .containsExactly("0.0.0.0:32768->80/tcp", "0.0.0.0:32769->80/tcp");
  }

  @Test
  void aPublishedPortIsHeldByTheProxy() {
    NetworkNamespace host =
        compiled("{name: a1, ports: ['8080:80', '127.0.0.1:53:53/udp']}", "")
            .network()
            .namespace("h")
            .orElseThrow();

    assertThat(host.sockets().listening())
        .extracting(each -> each.protocol() + " " + each.address() + ":" + each.port())
        .containsExactly("TCP 0.0.0.0:22", "TCP 0.0.0.0:8080", "UDP 127.0.0.1:53");
  }

  private static String port(Compiled compiled) {
    return compiled.network().namespace("h").orElseThrow().ports("docker0").stream()
        .map(Device::name)
        .collect(Collectors.joining());
  }
}
