package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters with something special about them. */
class CompilerTest {
  private static NetworkNamespace in(Compiled compiled, String namespace) {
    return compiled.network().namespace(namespace).orElseThrow();
  }

  private static List<String> gatewayRoutes(Compiled compiled) {
    return in(compiled, "gateway").routes().main().rows().stream()
        .filter(row -> !row.protocol().equals("kernel"))
        .map(row -> row.type().text() + " " + row.destination() + " " + row.via())
        .toList();
  }

  private static List<String> codes(Compiled compiled) {
    return compiled.refusals().stream().map(refusal -> refusal.kind().text()).toList();
  }

  @Test
  void hostNetworkPodsListenInTheirNode() {
    Compiled compiled =
        Compiler.compile(
            ClusterBuilder.article()
                .hostPod("exporter", "node-1", "10.100.0.2", "metrics:9100")
                .build());
    String id = "node-1/listener/tcp/0.0.0.0:9100";

    assertThat(compiled.network().namespace("default/exporter")).isEmpty();
    assertThat(in(compiled, "node-1").sockets().listening())
        .extracting(Listener::name)
        .containsExactly("kubelet", "default/exporter/metrics");
    assertThat(compiled.provenance().origin(id))
        .contains(
            new Origin(
                new ObjectRef("v1", "Pod", "default", "exporter"),
                "spec.containers[0].ports[0]",
                Reason.CONTAINER_PORT));
    assertThat(compiled.structure().namespace("node-1").orElseThrow().pods())
        .extracting(ObjectRef::name)
        .containsExactly("exporter");
  }

  @Test
  void theSecondContainerOnAPortFails() {
    Compiled compiled =
        Compiler.compile(
            ClusterBuilder.article()
                .pod("twice", "node-1", "10.0.1.9", "one:80", "two:80", "dns:80/udp")
                .hostPod("kubelet2", "node-2", "10.100.0.3", "again:10250")
                .build());

    assertThat(in(compiled, "default/twice").sockets().failed())
        .extracting(BindFailure::errno, failure -> failure.wanted().name())
        .containsExactly(tuple("EADDRINUSE", "two"));
    assertThat(in(compiled, "default/twice").sockets().listening()).hasSize(2);
    assertThat(compiled.refusals())
        .extracting(refusal -> refusal.kind().text(), Refusal::args)
        .containsExactly(
            tuple("port-taken", List.of("default/kubelet2/again", "TCP", "10250", "kubelet")));
  }

  @Test
  void writtenRoutesReplaceThoseToTheBlocks() {
    Compiled none = Compiler.compile(ClusterBuilder.article().gatewayRoutes().build());
    Compiled some =
        Compiler.compile(
            ClusterBuilder.article()
                .gatewayRoutes("10.0.2.0/24 via 10.100.0.3", "blackhole 10.0.1.0/24")
                .build());

    assertThat(gatewayRoutes(none)).isEmpty();
    assertThat(gatewayRoutes(some))
        .containsExactly("blackhole 10.0.1.0/24 null", "unicast 10.0.2.0/24 10.100.0.3");
    assertThat(some.refusals()).isEmpty();
    assertThat(
            some.provenance()
                .origin("gateway/route/main/10.0.2.0/24 via 10.100.0.3 dev eth0")
                .map(Origin::reason))
        .contains(Reason.WRITTEN_ROUTE);
  }

  @Test
  void whatTheKernelRefusesIsTold() {
    Compiled compiled =
        Compiler.compile(
            ClusterBuilder.article()
                .gatewayRoutes(
                    "10.0.2.0/24 via 10.9.9.9",
                    "10.0.1.0/24 via 10.100.0.2",
                    "10.0.1.0/24 via 10.100.0.3")
                .build());

    assertThat(gatewayRoutes(compiled)).containsExactly("unicast 10.0.1.0/24 10.100.0.2");
    assertThat(compiled.refusals())
        .extracting(Refusal::item, refusal -> refusal.args().get(2))
        .containsExactly(
            tuple(0, "Error: Nexthop has invalid gateway."),
            tuple(2, "RTNETLINK answers: File exists"));
  }

  @Test
  void aNodeMayBeCalledGatewayOrLan() {
    Compiled compiled =
        Compiler.compile(
            new ClusterBuilder()
                .node("gateway", "10.100.0.2", "10.0.1.0/24")
                .node("gateway-1", "10.100.0.3", "10.0.2.0/24")
                .node("lan", "10.100.0.4", "10.0.3.0/24")
                .build());

    assertThat(compiled.network().namespaces().keySet())
        .map(name -> compiled.structure().namespace(name).orElseThrow())
        .extracting(info -> info.name() + " " + info.kind().text())
        .containsExactly(
            "gateway-2 router", "lan-1 segment", "gateway host", "gateway-1 host", "lan host");
    assertThat(in(compiled, "gateway").device("cbr0")).isPresent();
  }

  @Test
  void longNodeNamesGetShortUniquePorts() {
    ClusterBuilder cluster = new ClusterBuilder();
    for (int n = 2; n < 50; n++) {
      String name = "ip-10-100-0-" + n + ".eu-west-1.compute.internal";
      cluster.node(name, "10.100.0." + n, "10.0." + n + ".0/24");
    }
    Compiled compiled = Compiler.compile(cluster.build());

    List<Device> ports = in(compiled, "lan").ports("br");
    assertThat(ports).hasSize(49);
    assertThat(ports)
        .allSatisfy(port -> assertThat(port.name()).matches("p-gateway|p-ip-1-[0-9a-f]{8}"));
  }

  @Test
  void whoHasNoPlaceInTheNetworkGetsNoNamespace() {
    Compiled compiled =
        Compiler.compile(
            ClusterBuilder.article()
                .node("bare", "10.100.0.9", null)
                .node("narrow", "10.100.0.10", "10.0.9.0/31")
                .pod("pending", null, null)
                .pod("waiting", "node-1", null)
                .pod("done", "node-1", "10.0.1.9", false, Pod.Phase.SUCCEEDED)
                .pod("stray", "bare", "10.0.8.2")
                .build());

    assertThat(compiled.network().namespaces().keySet())
        .doesNotContain("default/pending", "default/waiting", "default/done", "default/stray")
        .contains("bare", "narrow");
    assertThat(in(compiled, "bare").devices().keySet()).containsExactly("lo", "eth0");
    assertThat(in(compiled, "narrow").devices().keySet()).containsExactly("lo", "eth0");
    assertThat(codes(compiled)).contains("no-bridge", "block");
  }

  @Test
  void anAddressOutsideTheBlockHasNoWayOut() {
    Compiled compiled =
        Compiler.compile(ClusterBuilder.article().pod("lost", "node-1", "10.7.7.7").build());

    assertThat(in(compiled, "default/lost").routes().main().rows())
        .extracting(Route::destination)
        .extracting(Object::toString)
        .containsExactly("10.7.7.0/24");
    assertThat(codes(compiled)).containsExactly("pod-route");
  }

  @Test
  void aNodeElsewhereHasNoDefaultRoute() {
    Compiled compiled =
        Compiler.compile(new ClusterBuilder().node("far", "192.0.2.7", "10.0.1.0/24").build());

    assertThat(codes(compiled)).containsExactlyInAnyOrder("node-route", "gateway-route");
    assertThat(in(compiled, "far").device("eth0").orElseThrow().addresses())
        .extracting(Object::toString)
        .containsExactly("192.0.2.7/24");
  }
}
