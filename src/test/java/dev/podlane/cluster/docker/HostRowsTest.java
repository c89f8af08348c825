package dev.podlane.cluster.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One broken thing at a time in a host: the problem and where it is. */
class HostRowsTest {
  private static Cluster host(String kind, String spec) {
    String text =
        "apiVersion: podlane.dev/v1\nkind: "
            + kind
            + "\nmetadata: {name: h}\nspec: {"
            + spec
            + "}\n";
    return Clusters.read(Documents.parse("", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interfaces: [{name: lo}] | docker.device | interfaces[0].name
          interfaces: [{name: sixteen-letters-}] | docker.device | interfaces[0].name
          interfaces: [{name: eth0}, {name: eth0}] | docker.device | interfaces[1].name
          interfaces: [{address: 10.1.0.2}] | docker.address | interfaces[0].address
          interfaces: [{address: 10.1.0.2/0}] | docker.address | interfaces[0].address
          interfaces: [{segment: 'a b'}] | docker.segment | interfaces[0].segment
          gateway: 300.1.1.1 | ip.invalid | gateway
          routes: [10.0.0.0/8] | route.no-via | routes[0].via
          processes: [{listens: [22]}] | field.missing | processes[0].name
          processes: [{name: a, listens: [0]}] | docker.listens | processes[0].listens[0]
          processes: [{name: a, listens: [80/tcpx]}] | docker.listens | processes[0].listens[0]
          daemon: {bip: 172.17.0.1/31} | docker.too-small | daemon.bip
          daemon: {mtu: 10} | field.range | daemon.mtu
          daemon: {iptables: maybe} | field.not-boolean | daemon.iptables
          networks: [{name: bridge}] | docker.network-name | networks[0].name
          networks: [{name: app, subnet: 10.1.0.0/24, gateway: 10.2.0.1}] | docker.gateway | networks[0].gateway
          networks: [{name: app, gateway: 10.2.0.1}] | docker.gateway | networks[0].gateway
          networks: [{name: app, bridge: docker0}] | docker.device | networks[0].bridge
          containers: [{image: x}] | field.missing | containers[0].name
          containers: [{name: a}] | docker.container-name | containers[0].name
          containers: [{name: aa}, {name: aa}] | docker.container-twice | containers[1].name
          containers: [{name: aa, network: app}] | docker.no-network | containers[0].network
          containers: [{name: aa, network: 'container:aa'}] | docker.join-itself | containers[0].network
          containers: [{name: aa, ip: 172.17.0.9}] | docker.fixed-address | containers[0].ip
          containers: [{name: aa, ports: ['80-90:80-90']}] | docker.ports | containers[0].ports[0]
          containers: [{name: aa, ports: ['1:2:3:4']}] | docker.ports | containers[0].ports[0]
          containers: [{name: aa, ports: ['[::1]:80:80']}] | docker.ports | containers[0].ports[0]
          containers: [{name: aa, ports: [[80]]}] | docker.ports | containers[0].ports[0]
          containers: [{name: aa}, {name: bb, network: 'container:aa', ports: [80]}] | docker.ports-and-join | containers[1].ports
          events: [{kill: aa}] | docker.no-container | events[0].kill
          containers: [{name: aa}], events: [{kill: aa, start: aa}] | docker.event | events[0]
          containers: [{name: aa}], events: [{burn: aa}] | docker.event | events[0]
          """)
  void aBrokenHostIsLeftOut(String spec, String code, String path) {
    Cluster cluster = host("DockerHost", spec);

    assertThat(cluster.problems())
        .extracting(problem -> problem.code() + " " + problem.place().path())
        .containsExactly(code + " spec." + path, "object.left-out ");
    assertThat(cluster.hosts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"host, 'ports: [80]'", "none, 'ports: [80]'"})
  void portsThatCannotBePublishedAreDiscardedAloud(String network, String ports) {
    Cluster cluster =
        host("DockerHost", "containers: [{name: aa, network: " + network + ", " + ports + "}]");

    assertThat(cluster.problems())
        .extracting(problem -> problem.code())
        .containsExactly("docker.ports-discarded");
    assertThat(cluster.hosts()).hasSize(1);
  }

  @Test
  void machinesAloneAssumeNoNodes() {
    Cluster cluster = host("Host", "interfaces: [{address: 10.1.0.2/24}], gateway: 10.1.0.1");

    assertThat(cluster.nodes()).isEmpty();
    assertThat(cluster.assumptions()).isEmpty();
    assertThat(cluster.hosts().get(0).engine()).isNull();
  }

  @Test
  void machinesOfAllKindsShareTheirNames() {
    String one = "apiVersion: podlane.dev/v1\nkind: %s\nmetadata: {name: %s}\n---\n";
    String text =
        String.format(one, "Host", "a")
            + String.format(one, "DockerHost", "a")
            + "apiVersion: v1\nkind: Node\nmetadata: {name: b}\n---\n"
            + String.format(one, "Host", "b");

    Cluster cluster = Clusters.read(Documents.parse("", text));

    assertThat(cluster.hosts()).extracting(Host::name).containsExactly("a");
    assertThat(cluster.problems())
        .extracting(problem -> problem.code() + " " + problem.place().document())
        .contains("docker.host-twice 2", "docker.host-twice 4");
  }
}
