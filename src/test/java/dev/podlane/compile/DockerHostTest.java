package dev.podlane.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.document.read.Documents;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules and devices of a Docker engine, as text that was checked line by line. */
class DockerHostTest {
  private static final String HOST =
      """
      apiVersion: podlane.dev/v1
      kind: DockerHost
      metadata: {name: host-1}
      spec:
        interfaces: [{address: 10.100.0.2/24}]
        gateway: 10.100.0.1
        processes: [{name: sshd, listens: [22]}]
        networks: [{name: app, subnet: 192.0.2.0/24, bridge: bridge1}]
        containers:
          - {name: web, ports: ["8080:80", "127.0.0.1:9090:9090"], listens: [80, 9090]}
          - {name: log, network: "container:web", listens: [80, 514/udp]}
          - {name: c1, network: app, ports: ["8081:80"], listens: [80]}
          - {name: agent, network: host, listens: [22, 9100]}
          - {name: job, network: none, listens: [7]}
      """;

  /**
   * As {@code iptables -S} shows them: the filter and nat rules of "Container on a user-defined
   * network, with a published port, no userland proxy" and of "Container on a user-defined network,
   * with a published port" in moby integration/network/bridge/iptablesdoc, on the chains of 28.2.2.
   */
  private static final String ONE_PORT =
      """
      networks: [{name: app, subnet: 192.0.2.0/24, bridge: bridge1}]
        containers: [{name: c1, network: app, ports: ["8080:80"]}]
      """;

  private static final ObjectRef REF = new ObjectRef("podlane.dev/v1", "DockerHost", "", "host-1");

  private static Network compiled(String text) {
    Compiled compiled = Compiler.compile(Clusters.read(Documents.parse("", text)));
    return compiled.network();
  }

  private static NetworkNamespace host(String daemon) {
    String text =
        HOST.substring(0, HOST.indexOf("spec:"))
            + "spec:\n  daemon: {"
            + daemon
            + "}\n  "
            + ONE_PORT;
    return compiled(text).namespace("host-1").orElseThrow();
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(each -> each + "\n").collect(Collectors.joining());
  }

  private static String rules(NetworkNamespace host, Table.Kind kind) {
    return lines(Iptables.save(host.ruleset(), kind));
  }

  @ParameterizedTest
  @CsvSource({
    "host-1, docker-host",
    "host-1/web, docker-web",
    "host-1/c1, docker-c1",
    "host-1/job, docker-job"
  })
  void compilesTo(String namespace, String file) throws IOException {
    String expected;
    try (InputStream text = getClass().getResourceAsStream(file + ".txt")) {
      expected = new String(Objects.requireNonNull(text, file).readAllBytes(), UTF_8);
    }

    NetworkNamespace found = compiled(HOST).namespace(namespace).orElseThrow();
    assertThat(expected).contains("1: lo");
    assertThat(Dump.of(found) + lines(Iptables.save(found.ruleset()))).isEqualTo(expected);
  }

  @Test
  void aPublishedPortIsFilteredAsDockerDoesIt() {
    assertThat(rules(host(""), Table.Kind.FILTER))
        .isEqualTo(
            """
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD DROP [0:0]
            :OUTPUT ACCEPT [0:0]
            :DOCKER - [0:0]
            :DOCKER-BRIDGE - [0:0]
            :DOCKER-CT - [0:0]
            :DOCKER-FORWARD - [0:0]
            :DOCKER-ISOLATION-STAGE-1 - [0:0]
            :DOCKER-ISOLATION-STAGE-2 - [0:0]
            :DOCKER-USER - [0:0]
            -A FORWARD -j DOCKER-USER
            -A FORWARD -j DOCKER-FORWARD
            -A DOCKER -d 192.0.2.2/32 ! -i bridge1 -o bridge1 -p tcp -m tcp --dport 80 -j ACCEPT
            -A DOCKER ! -i docker0 -o docker0 -j DROP
            -A DOCKER ! -i bridge1 -o bridge1 -j DROP
            -A DOCKER-BRIDGE -o docker0 -j DOCKER
            -A DOCKER-BRIDGE -o bridge1 -j DOCKER
            -A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A DOCKER-CT -o bridge1 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A DOCKER-FORWARD -j DOCKER-CT
            -A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1
            -A DOCKER-FORWARD -j DOCKER-BRIDGE
            -A DOCKER-FORWARD -i docker0 -j ACCEPT
            -A DOCKER-FORWARD -i bridge1 -j ACCEPT
            -A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
            -A DOCKER-ISOLATION-STAGE-1 -i bridge1 ! -o bridge1 -j DOCKER-ISOLATION-STAGE-2
            -A DOCKER-ISOLATION-STAGE-2 -o bridge1 -j DROP
            -A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP
            COMMIT
            """);
  }

  @Test
  void aPublishedPortIsTranslatedAsDockerDoesIt() {
    assertThat(rules(host(""), Table.Kind.NAT))
        .endsWith(
            """
            -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
            -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
            -A POSTROUTING -s 192.0.2.0/24 ! -o bridge1 -j MASQUERADE
            -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
            -A DOCKER -i bridge1 -j RETURN
            -A DOCKER -i docker0 -j RETURN
            -A DOCKER ! -i bridge1 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.2:80
            COMMIT
            """);
  }

  @Test
  void withoutProxyTheKernelServesLocalhostToo() {
    NetworkNamespace host = host("userlandProxy: false");

    assertThat(rules(host, Table.Kind.NAT))
        .endsWith(
            """
            -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
            -A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER
            -A POSTROUTING -o bridge1 -m addrtype --src-type LOCAL -j MASQUERADE
            -A POSTROUTING -s 192.0.2.0/24 ! -o bridge1 -j MASQUERADE
            -A POSTROUTING -o docker0 -m addrtype --src-type LOCAL -j MASQUERADE
            -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
            -A POSTROUTING -s 192.0.2.2/32 -d 192.0.2.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE
            -A DOCKER -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.2:80
            COMMIT
            """);
    assertThat(host.sockets().listening()).isEmpty();
    assertThat(host.sysctls().isOn("route_localnet", "bridge1")).isTrue();
    assertThat(host.ports("bridge1"))
        .allSatisfy(port -> assertThat(Objects.requireNonNull(port.port()).hairpin()).isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iptables: false | 0 | false | 1",
        "'' | 3 | true | 1",
        "ipForward: false | 3 | false | 0",
      })
  void optionsDecide(String daemon, int tables, boolean closed, int forwards) {
    NetworkNamespace host = host(daemon);

    assertThat(host.ruleset().tables()).hasSize(tables);
    assertThat(lines(Iptables.save(host.ruleset())).contains(":FORWARD DROP")).isEqualTo(closed);
    assertThat(host.sysctls().number("net.ipv4.ip_forward", 0)).isEqualTo(forwards);
  }

  @Test
  void withoutMasqueradeContainersShowTheirAddress() {
    assertThat(rules(host("ipMasq: false"), Table.Kind.NAT)).doesNotContain("MASQUERADE");
  }

  @Test
  void withoutIccDocker0DoesNotTalkToItself() {
    NetworkNamespace host = host("icc: false");

    assertThat(rules(host, Table.Kind.FILTER))
        .contains(
            """
            -A DOCKER-FORWARD -i docker0 -o docker0 -j DROP
            -A DOCKER-FORWARD -i docker0 ! -o docker0 -j ACCEPT
            -A DOCKER-FORWARD -i bridge1 -j ACCEPT
            """);
    assertThat(host.sysctls().number("net/bridge/bridge-nf-call-iptables", 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "userlandProxy: false, 1",
    "userlandProxy: true, 0",
    "'iptables: false, userlandProxy: false', 0",
    "'ipForward: false, userlandProxy: false', 0",
  })
  void bridgedPacketsAreShownToIptablesWhereNoProxyHoldsThePorts(String options, int shown) {
    NetworkNamespace host = host(options);

    assertThat(host.sysctls().number("net/bridge/bridge-nf-call-iptables", 0)).isEqualTo(shown);
  }

  @Test
  void everyElementHasItsOriginAndNamesAreApart() {
    Compiled compiled = Compiler.compile(Clusters.read(Documents.parse("", HOST)));
    NetworkNamespace host = compiled.network().namespace("host-1").orElseThrow();

    assertThat(host.devices().values()).extracting(d -> d.index()).doesNotHaveDuplicates();
    assertThat(host.devices().values()).extracting(d -> d.mac()).doesNotHaveDuplicates();
    assertThat(compiled.provenance().of("host-1").get("host-1/docker0"))
        .isEqualTo(new Origin(REF, "spec.daemon", Reason.DOCKER_BRIDGE));
    assertThat(compiled.provenance().of("host-1/web").get("host-1/web/eth0"))
        .isEqualTo(new Origin(REF, "spec.containers[0]", Reason.CONTAINER_WIRE));
    assertThat(compiled.provenance().of("host-1/web").values())
        .extracting(Origin::reason)
        .contains(Reason.CONTAINER_DEFAULT_ROUTE, Reason.LISTENS);
  }
}
