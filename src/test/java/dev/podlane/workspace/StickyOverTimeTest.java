package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session affinity to pods that have gone, in the rules of both forms of kube-proxy. */
class StickyOverTimeTest {
  private static final ProbeRequest WEB = Streams.tcp("node:n2", "svc:web", 7);

  private static String cluster(String mode) {
    return Streams.web()
            .replace("{selector: {app: web},", "{sessionAffinity: ClientIP, selector: {app: web},")
        + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
        + " {kubernetesVersion: '1.35', proxyMode: "
        + mode
        + "}}\n";
  }

  private static List<Sent> from(List<Sent> sent, double seconds) {
    return sent.stream().filter(each -> each.at() >= seconds * 1_000).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables", "nftables"})
  void aClientSticksToALostPodUntilTheRulesAreWritten(String mode) {
    List<Sent> still = Streams.of(cluster(mode)).send(WEB, Use.NEW, 0, 10, 1);
    assertThat(still).extracting(Sent::pod).containsOnly(still.get(0).pod());
    String node = Objects.requireNonNull(still.get(0).node());

    List<Sent> sent =
        Streams.of(cluster(mode))
            .at(3, new Event.Act(Event.Deed.LOSE_NODE, node, ""))
            .send(WEB, Use.NEW, 0, 100, 4);

    List<Sent> lost = sent.stream().filter(each -> !each.isDelivered()).toList();
    // every new connection fails, not one of three
    assertThat(from(lost, 4)).hasSizeBetween(9, 14);
    assertThat(lost).allMatch(each -> each.why() == Why.AFFINITY_KEPT);
    assertThat(lost).extracting(Sent::pod).containsOnly(still.get(0).pod());
    assertThat(from(sent, 60)).isNotEmpty().allMatch(Sent::isDelivered);
    assertThat(Traffic.gaps(sent))
        .singleElement()
        .extracting(Traffic.Gap::why)
        .isEqualTo(Why.AFFINITY_KEPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables", "nftables"})
  void aClientSticksToAPodThatHasClosedItsListeners(String mode) {
    String pod =
        Objects.requireNonNull(Streams.of(cluster(mode)).send(WEB, Use.NEW, 0, 0, 1).get(0).pod());
    List<Sent> sent =
        Streams.of(cluster(mode))
            .at(2, new Event.Act(Event.Deed.STOP_PROXY, "n2", ""))
            .at(3, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(WEB, Use.NEW, 0, 4, 0.1);

    List<Sent> after = from(sent, 3.1);
    assertThat(after).isNotEmpty().noneMatch(Sent::isDelivered);
    assertThat(after).allMatch(each -> each.why() == Why.AFFINITY_KEPT);
  }
}
