package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that are kept on different ways through a cluster. */
class KeptWaysTest {
  private static final String OPEN =
      Streams.web()
              .replace(
                  "{selector: {app: web}, ports: [{port: 80}]}",
                  "{type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}")
          + "---\n{apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n2,"
          + " containers: [{name: c, image: curl}]}}\n";

  @ParameterizedTest
  @CsvSource({
    "ext:203.0.113.9, node:n1:30080, iptables",
    "ext:203.0.113.9, node:n1:30080, nftables",
    "default/client, svc:web, nftables",
    "default/client, dns:web:80, iptables",
    "node:n3, svc:web, nftables",
  })
  void aConnectionIsKeptUntilItsServerEnds(String from, String to, String mode) {
    String text =
        OPEN
            + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
            + " {proxyMode: "
            + mode
            + "}}\n";
    ProbeRequest probe = Streams.tcp(from, to, 5);
    String pod =
        Objects.requireNonNull(Streams.of(text).send(probe, Use.KEEP, 0, 0, 1).get(0).pod());
    List<Sent> sent =
        Streams.of(text)
            .at(3.5, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(probe, Use.KEEP, 0, 10, 1);

    assertThat(sent).hasSize(11).allMatch(Sent::isDelivered);
    assertThat(sent.subList(0, 4)).allMatch(each -> pod.equals(each.pod()));
    assertThat(sent.subList(0, 4)).allMatch(each -> each.connection() == 1);
    assertThat(sent.subList(4, 11)).allMatch(each -> each.connection() == 2);
    assertThat(sent.subList(5, 11)).noneMatch(each -> pod.equals(each.pod()));
  }

  @Test
  void aServerInTheNetworkOfItsNodeClosesItsConnectionsToo() {
    String text =
        Streams.web()
            .replace(
                "    spec:\n      containers:",
                "    spec:\n      hostNetwork: true\n" + "      containers:");
    ProbeRequest probe = Streams.tcp("node:n2", "node:n1:80", 5);
    List<Sent> still = Streams.of(text).send(probe, Use.KEEP_ONE, 0, 2, 1);
    assertThat(still).allMatch(Sent::isDelivered);
    Workspace workspace = Streams.of(text).workspace();
    String pod =
        workspace.cluster().orElseThrow().pods().stream()
            .filter(each -> "n1".equals(each.nodeName()))
            .findFirst()
            .orElseThrow()
            .ref()
            .path();
    List<Sent> sent =
        Streams.of(text)
            .at(2.5, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(probe, Use.KEEP_ONE, 0, 4, 1);

    assertThat(sent.subList(0, 3)).allMatch(Sent::isDelivered);
    assertThat(sent.subList(3, 5)).noneMatch(Sent::isDelivered);
  }

  @Test
  void aSenderThatGoesTakesItsConnectionAlong() {
    ProbeRequest probe = Streams.tcp("default/client", "svc:web", 5);
    List<Sent> sent =
        Streams.of(OPEN)
            .at(3.5, new Event.Act(Event.Deed.DELETE_POD, "default/client", "0"))
            .send(probe, Use.KEEP_ONE, 0, 6, 1);

    assertThat(sent.subList(0, 4)).allMatch(Sent::isDelivered);
    assertThat(sent.subList(4, 7)).allMatch(each -> each.why() == Traffic.Why.NO_SENDER);
  }

  @Test
  void aNewSandboxOfTheSenderMakesANewConnection() {
    ProbeRequest probe = Streams.tcp("default/client", "svc:web", 5);
    List<Sent> sent =
        Streams.of(OPEN)
            .at(3.5, new Event.PodEnd("default/client", ""))
            .send(probe, Use.KEEP_ONE, 0, 8, 1);

    assertThat(sent.subList(0, 4)).allMatch(each -> each.connection() == 1);
    Sent last = sent.get(sent.size() - 1);
    assertThat(last.isDelivered()).as("%s", sent).isTrue();
    assertThat(last.connection()).isGreaterThan(1);
  }
}
