package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.workspace.Traffic.Sent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mode of kube-proxy changes in a running cluster, node by node. */
final class ProxyModeTest {
  private static final Workspace SCENE =
      Workspace.open("", Samples.text("scale-to-zero").orElseThrow());

  private static Workspace with(String node, String mode) {
    Event change = new Event.Act(Event.Deed.PROXY_MODE, node, mode);
    return SCENE.with(List.of(Edit.asked("e1", new Event.Timed(1_000, change), Instant.EPOCH)));
  }

  private static boolean hasNft(Workspace workspace, String node) {
    return workspace
        .network()
        .namespace(node)
        .orElseThrow()
        .ruleset()
        .toString()
        .contains("kube-proxy");
  }

  private static boolean hasIptables(Workspace workspace, String node) {
    return workspace
        .network()
        .namespace(node)
        .orElseThrow()
        .ruleset()
        .toString()
        .contains("KUBE-SVC-");
  }

  @Test
  void oneNodeAfterTheOther() {
    Workspace all = with("", "nftables");

    assertThat(hasIptables(all.atMoment(1_900), "node-1")).isTrue();
    assertThat(hasIptables(all.atMoment(2_010), "node-1")).as("removed at the start").isFalse();
    assertThat(hasNft(all.atMoment(2_500), "node-1")).isTrue();
    assertThat(hasIptables(all.atMoment(2_500), "node-2")).as("its turn comes later").isTrue();
    assertThat(hasNft(all.atMoment(2_500), "node-2")).isFalse();
    assertThat(hasNft(all, "node-2")).isTrue();
    assertThat(hasIptables(all, "node-1")).isFalse();
    assertThat(all.cluster().orElseThrow().network().proxy().mode())
        .isEqualTo(KubeProxy.Mode.NFTABLES);
    assertThat(SCENE.cluster().orElseThrow().network().proxy().mode())
        .isEqualTo(KubeProxy.Mode.IPTABLES);
  }

  /** At the end the rules are those of a cluster that was always in that mode. */
  @Test
  void theEndIsAsIfItHadAlwaysBeenSo() {
    Workspace always =
        Workspace.open(
            "",
            Samples.text("scale-to-zero")
                .orElseThrow()
                .replace("proxyMode: iptables", "proxyMode: nftables"));
    Workspace now = with("", "nftables");

    for (String node : List.of("node-1", "node-2")) {
      assertThat(now.network().namespace(node).orElseThrow().ruleset())
          .isEqualTo(always.network().namespace(node).orElseThrow().ruleset());
    }
  }

  /** Between the clean-up and the first sync no rule knows the Service. */
  @Test
  void connectionsFailOnlyWhileThereAreNoRules() {
    ProbeRequest request =
        new ProbeRequest("client", "svc:default/web", Protocol.TCP, 80, 64, /* cold= */ true, 0);
    List<Sent> sent =
        TrafficStream.send(
                with("node-1", "nftables"),
                request,
                Traffic.Use.NEW,
                Traffic.moments(0, 4_000, 10),
                () -> true)
            .sent();
    List<Long> failed = sent.stream().filter(each -> !each.isDelivered()).map(Sent::at).toList();

    assertThat(failed).isNotEmpty().allMatch(at -> at >= 2_000 && at < 2_070);
  }

  @Test
  void anotherModeIsRefused() {
    Event change = new Event.Act(Event.Deed.PROXY_MODE, "", "ipvs");
    assertThatThrownBy(() -> EventTargets.require(SCENE, new Event.Timed(0, change)))
        .isInstanceOf(ChangeException.class);
  }
}
