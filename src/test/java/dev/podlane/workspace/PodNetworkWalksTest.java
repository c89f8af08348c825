package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.step.TunnelStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets in clusters with each plugin: whether they arrive, and from whom they seem to come. */
class PodNetworkWalksTest {
  private static final Path CLUSTER = Path.of("src/test/resources/podnetworks/two-nodes.yaml");

  private static Walked walk(String kind, String from, String to, int port) throws IOException {
    String text = Files.readString(CLUSTER, StandardCharsets.UTF_8).replace("KIND", kind);
    ProbeRequest probe = new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0);
    return Workspace.open("", text).walk(List.of(probe)).get(0);
  }

  private static String told(Walked walked) {
    String result = walked.trace().outcome().result().name().toLowerCase(Locale.ROOT);
    Outcome.Server server = walked.trace().outcome().server();
    return server == null ? result : result + " " + server.seesSource();
  }

  @ParameterizedTest
  @CsvSource({
    "bridge, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "cni-bridge, 10.244.0.5, 172.18.0.2, 172.18.0.2, 172.18.0.9",
    "flannel-vxlan, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "flannel-host-gw, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "'{kind: flannel-vxlan, nftables: true}', 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "kindnet, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "calico, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "calico-vxlan, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "calico-ipip, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
    "calico-crosssubnet, 10.244.0.5, 10.244.0.5, 172.18.0.2, 172.18.0.9",
  })
  void podsReachEachOtherAndTheOutside(
      String kind, String near, String far, String outside, String host) throws IOException {
    assertThat(told(walk(kind, "default/web-1", "default/web-2", 80)))
        .isEqualTo("delivered " + near);
    assertThat(told(walk(kind, "default/web-1", "default/web-3", 80)))
        .isEqualTo("delivered " + far);
    assertThat(told(walk(kind, "default/web-1", "outside", 80))).isEqualTo("delivered " + outside);
    assertThat(told(walk(kind, "outside", "a", 8080))).isEqualTo("delivered " + host);
  }

  /** The node's own packets have the address that stands nearest to the pod. */
  @ParameterizedTest
  @CsvSource({
    "flannel-vxlan, 10.244.0.0",
    "'{kind: flannel-vxlan, nftables: true}', 10.244.0.0",
    "flannel-host-gw, 172.18.0.2",
    "kindnet, 172.18.0.2",
    "calico, 172.18.0.2",
    "calico-vxlan, 10.244.0.1",
    "calico-ipip, 10.244.0.1",
  })
  void aNodeReachesPodsOfAnother(String kind, String seen) throws IOException {
    assertThat(told(walk(kind, "a", "default/web-3", 80))).isEqualTo("delivered " + seen);
  }

  @ParameterizedTest
  @CsvSource({
    "calico-ipip, true",
    "calico-vxlan, true",
    "calico, false",
    "calico-crosssubnet, false"
  })
  void packetsBetweenNodesAreWrappedOrNot(String kind, boolean wrapped) throws IOException {
    Walked walked = walk(kind, "default/web-1", "default/web-3", 80);
    boolean found =
        walked.trace().hops().stream()
            .flatMap(hop -> hop.steps().stream())
            .map(Hop.StepRecord::step)
            .anyMatch(TunnelStep.Encapsulated.class::isInstance);
    assertThat(found).isEqualTo(wrapped);
    boolean isSeen =
        Sighting.of(walked.trace(), Flow.REQUEST).stream()
            .flatMap(List::stream)
            .filter(seen -> seen.device().equals("eth0") && seen.namespace().equals("a"))
            .map(seen -> seen.packet().payload())
            .anyMatch(
                payload ->
                    payload instanceof IpPacket ip
                        && (ip.segment() instanceof IpInIp || ip.segment() instanceof Vxlan));
    assertThat(isSeen).isEqualTo(wrapped);
  }

  @ParameterizedTest
  @CsvSource({
    "aws, default/web-2, ''",
    "aws, a, ''",
    "aws, outside, unknown",
    "aws, default/web-3, unknown"
  })
  void whereTheCloudItselfDeliversTheWalkIsUnknown(String kind, String to, String result)
      throws IOException {
    Walked walked = walk(kind, "default/web-1", to, to.equals("a") ? 10250 : 80);
    assertThat(walked.unsimulated().isEmpty()).isEqualTo(result.isEmpty());
    if (to.startsWith("default/web-2")) {
      assertThat(told(walked)).startsWith("delivered");
    }
  }
}
