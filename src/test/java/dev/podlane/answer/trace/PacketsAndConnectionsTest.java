package dev.podlane.answer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView;
import dev.podlane.answer.TraceView.LayerView;
import dev.podlane.answer.TraceView.PacketView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.answer.TraceView.SeenPacketView;
import dev.podlane.answer.TraceView.StepView;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.answer.topology.Topologies;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Packets inside packets, and connections as conntrack prints them. */
class PacketsAndConnectionsTest {
  private static TraceView trace(String recording, String from, String to, Protocol protocol) {
    Workspace workspace = Walks.recorded(recording);
    return Walks.view(workspace, Walks.walk(workspace, from, to, protocol), Language.EN);
  }

  private static PacketView packet(@Nullable SeenPacketView seen) {
    return (PacketView) Objects.requireNonNull(seen);
  }

  private static List<String> layers(@Nullable SeenPacketView seen) {
    return packet(seen).layers().stream()
        .map(layer -> (layer.inside() == null ? "" : layer.inside() + " ") + layer.type())
        .toList();
  }

  @Test
  void aTunnelsPacketShowsTheFrameInside() {
    TraceView trace = trace("f1-flannel", "n1p1", "10.244.2.2", Protocol.TCP);
    StepView grown = Walks.steps(trace, "n1", "Encapsulated").get(0);

    assertThat(layers(grown.before())).containsExactly("ethernet", "ipv4", "tcp");
    assertThat(layers(grown.after()))
        .containsExactly("ipv4", "udp", "vxlan", "tunnel ethernet", "tunnel ipv4", "tunnel tcp");
    assertThat(grown.command()).isEqualTo("ip netns exec n1 bridge fdb show dev flannel.1");
    StepView opened = Walks.steps(trace, "n2", "Decapsulated").get(0);
    assertThat(layers(opened.after())).containsExactly("ethernet", "ipv4", "tcp");
    LayerView inner = packet(grown.after()).layers().get(4);
    assertThat(inner.fields())
        .containsEntry("src", "10.244.1.2")
        .containsEntry("dst", "10.244.2.2");
  }

  @Test
  void anErrorQuotesThePacketItIsAbout() {
    TraceView trace = trace("h3-policy-reject-port", "n1p1", "10.0.2.2", Protocol.TCP);
    StepView received = Walks.steps(trace, "n1p1", "ErrorReceived").get(0);

    assertThat(layers(received.before()))
        .containsExactly("ethernet", "ipv4", "icmp", "quoted ipv4", "quoted tcp");
  }

  @Test
  void aTranslationShowsBothDirectionsOfItsConnection() {
    TraceView trace = trace("g1-services-brnf1", "n1p1", "10.96.0.12", Protocol.TCP);
    List<StepView> translated = Walks.steps(trace, "n1", "Translated");

    assertThat(translated).as("SYN, SYN-ACK and ACK").hasSize(3);
    List<RowView> made = Walks.rows(translated.get(0), "conntrack -L");
    assertThat(made.get(0).verdict()).isEqualTo("matched");
    assertThat(made.get(0).cells().get(1)).startsWith("src=10.0.1.2 dst=10.96.0.12 ");
    assertThat(made.get(1).cells().get(1)).startsWith("src=10.0.2.2 dst=10.0.1.2 ");
    assertThat(made.get(1).note()).contains("an address is translated");
    List<RowView> undone = Walks.rows(translated.get(1), "conntrack -L");
    assertThat(undone.get(1).verdict()).isEqualTo("matched");
    assertThat(translated.get(1).command())
        .isEqualTo("ip netns exec n1 conntrack -L -s 10.0.1.2 -d 10.96.0.12");
  }

  @Test
  void whatIsTrackedAtTheEndIsTold() {
    TraceView trace = trace("g1-services-brnf1", "n1p1", "10.96.0.12", Protocol.TCP);

    assertThat(trace.connections())
        .extracting(TraceView.ConnectionsView::namespace)
        .containsExactly("n1", "n2");
    assertThat(trace.connections().get(0).entries())
        .singleElement()
        .asString()
        .startsWith("tcp 6 ")
        .contains("src=10.0.1.2 dst=10.96.0.12", "src=10.0.2.2 dst=10.0.1.2");
    assertThat(trace("f1-flannel", "n1p1", "10.244.2.2", Protocol.TCP).connections()).isEmpty();
  }

  @Test
  void hooksWithRulesAreTold() {
    Workspace rejecting = Walks.recorded("h3-policy-reject-port");
    Topologies topologies = Topologies.of(rejecting, new Localizer(new Messages(), Language.EN));

    assertThat(topologies.namespaces().stream().map(topologies::namespace))
        .filteredOn(namespace -> namespace.id().equals("n2"))
        .singleElement()
        .satisfies(n2 -> assertThat(n2.hooks()).contains("FORWARD").doesNotContain("INPUT"));
    assertThat(topologies.namespaces().stream().map(topologies::namespace))
        .filteredOn(namespace -> namespace.id().equals("n2p1"))
        .singleElement()
        .satisfies(pod -> assertThat(pod.hooks()).isEmpty());
  }
}
