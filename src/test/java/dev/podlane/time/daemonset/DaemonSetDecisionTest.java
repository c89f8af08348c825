package dev.podlane.time.daemonset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of pkg/controller/daemon/update_test.go and the rules on DaemonSets. */
final class DaemonSetDecisionTest {
  private static DaemonSetRun running(int nodes) {
    DaemonSetRun run = new DaemonSetRun(nodes);
    assertThat(run.both()).isEqualTo(nodes + " 0");
    return run.ready();
  }

  @Test
  @DisplayName("rule 205: TestDaemonSetUpdatesPods")
  void updatesPods() {
    DaemonSetRun run = running(5).update("2", "0");
    assertThat(run.both()).isEqualTo("0 2");
    assertThat(run.both()).isEqualTo("2 0");
    assertThat(run.ready().both()).isEqualTo("0 2");
    assertThat(run.both()).isEqualTo("2 0");
    assertThat(run.ready().both()).isEqualTo("0 1");
    assertThat(run.both()).isEqualTo("1 0");
    assertThat(run.ready().both()).isEqualTo("0 0");
  }

  @Test
  @DisplayName("rule 207: TestDaemonSetUpdatesPodsWithMaxSurge")
  void updatesPodsWithSurge() {
    DaemonSetRun run = running(5).update("0", "2");
    assertThat(run.both()).isEqualTo("2 0");
    assertThat(run.both()).isEqualTo("0 0");
    assertThat(run.ready().both()).isEqualTo("2 2");
    assertThat(run.both()).isEqualTo("0 0");
    assertThat(run.ready().both()).isEqualTo("1 2");
    assertThat(run.both()).isEqualTo("0 0");
    assertThat(run.ready().both()).isEqualTo("0 1");
    assertThat(run.both()).isEqualTo("0 0");
  }

  @Test
  @DisplayName("rule 207: TestDaemonSetUpdatesPodsNotMatchTainstWithMaxSurge")
  void nodeIsLeftOnlyWhenOthersAreAvailable() {
    DaemonSetRun run = running(5).update("0", "1");
    // A taint NoSchedule that the new template does not tolerate: the pod may stay for now.
    run.nodes.set(0, new DaemonNode("node-0", false, true, false));
    assertThat(run.both()).isEqualTo("1 1");
    assertThat(run.both()).isEqualTo("0 0");
    for (int i = 0; i < 3; i++) {
      assertThat(run.ready().both()).isEqualTo("1 1");
      assertThat(run.both()).isEqualTo("0 0");
    }
    assertThat(run.ready().both()).isEqualTo("0 1");
    assertThat(run.both()).isEqualTo("0 0");
  }

  @Test
  @DisplayName("rule 205: TestDaemonSetUpdatesWhenNewPodIsNotReady")
  void waitsForNewPods() {
    DaemonSetRun run = running(5).update("3", "0");
    assertThat(run.both()).isEqualTo("0 3");
    assertThat(run.both()).isEqualTo("3 0");
    assertThat(run.both()).isEqualTo("0 0");
  }

  @Test
  @DisplayName("rule 205: TestDaemonSetUpdatesSomeOldPodsNotReady")
  void replacesBrokenOldPodsFirst() {
    DaemonSetRun run = running(5).update("2", "0");
    assertThat(run.both()).isEqualTo("0 2");
    assertThat(run.both()).isEqualTo("2 0");
    assertThat(run.both()).isEqualTo("0 0");
    run.update("2", "0");
    assertThat(run.both()).isEqualTo("0 2");
    assertThat(run.both()).isEqualTo("2 0");
    assertThat(run.both()).isEqualTo("0 0");
    assertThat(run.pods).filteredOn(DaemonPod::ready).hasSize(3);
  }

  @Test
  @DisplayName("rule 205: TestDaemonSetUpdatesSaveOldHealthyPods")
  void keepsHealthyOldPods() {
    DaemonSetRun run = running(20).update("10", "0");
    assertThat(run.both()).isEqualTo("0 10");
    assertThat(run.both()).isEqualTo("10 0");
    for (int most = 0; most < 10; most++) {
      run.update("" + most, "0");
      assertThat(run.both()).isEqualTo("0 10");
      assertThat(run.both()).isEqualTo("10 0");
      assertThat(run.both()).isEqualTo("0 0");
      assertThat(run.pods).filteredOn(DaemonPod::ready).hasSize(10);
    }
    run.update("11", "0");
    assertThat(run.both()).isEqualTo("0 11");
    assertThat(run.both()).isEqualTo("11 0");
    assertThat(run.pods).filteredOn(DaemonPod::ready).hasSize(9);
  }

  @ParameterizedTest(name = "{0} nodes, {1} unavailable, surge {2}")
  @DisplayName("rule 204: TestGetUnavailableNumbers; percentages up, both 0 is 1 unavailable")
  @CsvSource({
    "2, 50%, 0, 1, 0",
    "3, 50%, 0, 2, 0",
    "5, 1%, 0, 1, 0",
    "3, 0, 50%, 0, 2",
    "0, 50%, 50%, 1, 0",
    "3, 0, 0, 1, 0"
  })
  void rule204(int nodes, String unavailable, String surge, int below, int above) {
    DaemonSetView view = DaemonSetRun.view(unavailable, surge);
    assertThat(view.unavailable(nodes)).isEqualTo(below);
    assertThat(view.surge(nodes)).isEqualTo(above);
  }

  @Test
  @DisplayName("rule 206: without a surge the new pod waits until the old one is gone")
  void rule206() {
    DaemonSetRun run = running(1).update("1", "0");
    assertThat(run.sync()).isEqualTo("0 1");
    assertThat(run.sync()).isEqualTo("0 0");
    assertThat(run.gone().sync()).isEqualTo("1 0");
  }

  @Test
  @DisplayName("rule 207: an old pod that is not available is joined at once, without counting")
  void rule207() {
    DaemonSetRun run = running(3).update("0", "1");
    run.pods.replaceAll(
        each ->
            each.node().equals("node-2")
                ? DaemonSetRun.changed(each, false, Phase.RUNNING, false, false)
                : each);
    assertThat(run.sync()).isEqualTo("2 0");
    // It is not Ready, so it goes as soon as the new one is there.
    assertThat(run.sync()).isEqualTo("0 1");
  }

  @Test
  @DisplayName("rule 208: failed pods go after a delay, nodes gain and lose their pod at once")
  void rule208() {
    DaemonSetRun run = running(2);
    DaemonPod first = run.pods.get(0);
    run.pods.set(0, DaemonSetRun.changed(first, true, Phase.FAILED, false, false));
    run.nodes.set(0, new DaemonNode("node-0", true, true, true));
    assertThat(run.sync()).isEqualTo("0 0");
    run.nodes.set(0, new DaemonNode("node-0", true, true, false));
    assertThat(run.sync()).isEqualTo("0 1");
    assertThat(run.gone().sync()).isEqualTo("1 0");
    run.nodes.set(1, new DaemonNode("node-1", false, false, false));
    run.nodes.add(new DaemonNode("node-2", true, true, false));
    assertThat(run.sync()).isEqualTo("1 1");
    assertThat(run.gone().ready().status()).isEqualTo(new DaemonSetStatus(2, 2, 0, 2, 2, 2));
  }

  @Test
  @DisplayName("of two pods on a node the bound and older one stays; a pod for no node goes")
  void excess() {
    DaemonSetRun run = running(1);
    DaemonPod pod = run.pods.get(0);
    run.pods.add(
        new DaemonPod(
            "younger",
            "node-0",
            true,
            true,
            Phase.RUNNING,
            false,
            true,
            null,
            pod.created().plusSeconds(1)));
    run.pods.add(
        new DaemonPod(
            "lost", "node-9", false, true, Phase.PENDING, false, false, null, pod.created()));
    assertThat(run.sync()).isEqualTo("0 2");
    assertThat(run.gone().pods).containsExactly(pod);
  }

  @Test
  @DisplayName("rule 204: OnDelete deletes nothing")
  void onDelete() {
    assertThat(running(3).update("1", "0").onDelete().sync()).isEqualTo("0 0");
  }

  @ParameterizedTest
  @DisplayName("rules 204 to 207: limits hold for updates played at random, and they end")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void limits(long seed) {
    Random random = new Random(seed);
    int nodes = 1 + random.nextInt(8);
    boolean surges = random.nextBoolean();
    int limit = 1 + random.nextInt(3);
    DaemonSetRun run = running(nodes);
    run.update(surges ? "0" : "" + limit, surges ? "" + limit : "0");
    int steps = 0;
    while (run.status().updated() < nodes || run.status().available() < nodes) {
      run.sync();
      run.pods.removeIf(each -> each.terminating() && random.nextInt(3) == 0);
      run.pods.replaceAll(
          each ->
              each.ready() || each.terminating() || random.nextInt(3) > 0
                  ? each
                  : DaemonSetRun.changed(each, each.updated(), Phase.RUNNING, false, true));
      long without =
          run.nodes.stream().filter(node -> pods(run, node).noneMatch(DaemonPod::ready)).count();
      long twice = run.nodes.stream().filter(node -> pods(run, node).count() > 1).count();
      assertThat(without).isLessThanOrEqualTo(surges ? 0 : limit);
      assertThat(twice).isLessThanOrEqualTo(surges ? limit : 0);
      steps++;
      assertThat(steps).as("seed %d", seed).isLessThan(1000);
    }
  }

  private static Stream<DaemonPod> pods(DaemonSetRun run, DaemonNode node) {
    return run.pods.stream().filter(each -> each.node().equals(node.name()) && !each.terminating());
  }
}
