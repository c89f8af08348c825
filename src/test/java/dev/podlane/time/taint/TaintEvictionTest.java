package dev.podlane.time.taint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.time.taint.ZoneRates.State;
import dev.podlane.time.taint.ZoneRates.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods that taints send away, and the taints of nodes. */
final class TaintEvictionTest {
  private static final Duration NOW = Duration.ofHours(1);
  private static final String NOT_READY = "node.kubernetes.io/not-ready";
  private static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  private static List<Taint> taints(String numbers) {
    List<Taint> taints = new ArrayList<>();
    for (String number : numbers.isEmpty() ? new String[0] : numbers.split(" ", -1)) {
      taints.add(new Taint("testTaint" + number, "test" + number, "NoExecute"));
    }
    return taints;
  }

  /** Tolerations such as {@code 1:100} for the taint 1 and 100 seconds, -1 for ever. */
  private static List<TimedToleration> tolerations(String texts) {
    List<TimedToleration> tolerations = new ArrayList<>();
    for (String text : texts.isEmpty() ? new String[0] : texts.split(" ", -1)) {
      String[] parts = text.split(":", 2);
      long seconds = Long.parseLong(parts[1]);
      Toleration toleration =
          new Toleration("testTaint" + parts[0], "Equal", "test" + parts[0], "NoExecute");
      tolerations.add(new TimedToleration(toleration, seconds == -1 ? null : seconds));
    }
    return tolerations;
  }

  /** Rows of TestCreatePod, TestUpdateNode and others: the delay in seconds; empty for never. */
  @ParameterizedTest(name = "taints {0}, tolerations {1}")
  @DisplayName("rule 283: tainteviction/taint_eviction_test.go")
  @CsvSource({
    "'', '', ",
    "1, '', 0",
    "1, 1:100, 100",
    "1, 1:-1, ",
    "1, 2:-1, 0",
    "'1 2', 1:100, 0",
    "'1 2', '1:1 2:100', 1",
    "'1 2', '1:-1 2:60', 60",
    "1, '1:-1 2:60', ",
    "1, 1:0, 0",
    "1, 1:-5, 0"
  })
  void rule283(String taints, String tolerations, Long delay) {
    Optional<Duration> expected = Optional.ofNullable(delay).map(NOW::plusSeconds);

    assertThat(TaintEviction.moment(taints(taints), tolerations(tolerations), null, NOW))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("rule 283: TestUpdatePod, lengthening does not work; rule 285: a taint removed")
  void planned() {
    Duration planned = NOW.plusSeconds(1);
    assertThat(TaintEviction.moment(taints("1"), tolerations("1:100"), planned, NOW))
        .contains(planned);
    assertThat(TaintEviction.moment(taints("1"), List.of(), planned, NOW)).contains(NOW);
    assertThat(TaintEviction.moment(taints("1"), tolerations("1:-1"), planned, NOW)).isEmpty();
    assertThat(TaintEviction.moment(List.of(), tolerations("1:1"), planned, NOW)).isEmpty();
  }

  @Test
  @DisplayName("rule 283: TestFilterNoExecuteTaints; other effects send nobody away")
  void otherEffects() {
    List<Taint> taints = List.of(new Taint("two", "two", "NoSchedule"));
    assertThat(TaintEviction.moment(taints, List.of(), null, NOW)).isEmpty();
  }

  @Test
  @DisplayName("rule 282: admission adds not-ready and unreachable for 300 s where none is")
  void rule282() {
    List<TimedToleration> added = TimedToleration.admitted(List.of(), 300, 300);
    assertThat(added)
        .extracting(each -> each.toleration().key())
        .containsExactly(NOT_READY, UNREACHABLE);
    List<Taint> lost = List.of(new Taint(UNREACHABLE, "", "NoExecute"));
    assertThat(TaintEviction.moment(lost, added, null, NOW)).contains(NOW.plusSeconds(300));
    TimedToleration own =
        new TimedToleration(new Toleration(UNREACHABLE, "Exists", "", "NoExecute"), 30L);
    assertThat(TimedToleration.admitted(List.of(own), 300, 300)).hasSize(2).startsWith(own);
    TimedToleration all = new TimedToleration(new Toleration("", "Exists", "", ""), null);
    assertThat(TimedToleration.admitted(List.of(all), 300, 300)).containsExactly(all);
    TimedToleration noSchedule =
        new TimedToleration(new Toleration(NOT_READY, "Exists", "", "NoSchedule"), null);
    assertThat(TimedToleration.admitted(List.of(noSchedule), 300, 300)).hasSize(3);
  }

  @Test
  @DisplayName("rule 289: pods that terminate on a node out of service are deleted by force")
  void rule289() {
    List<Taint> taints =
        List.of(new Taint("node.kubernetes.io/out-of-service", "nodeshutdown", "NoExecute"));
    assertThat(TaintEviction.forces(taints, false, true)).isTrue();
    assertThat(TaintEviction.forces(taints, true, true)).isFalse();
    assertThat(TaintEviction.forces(taints, false, false)).isFalse();
    assertThat(TaintEviction.forces(List.of(), false, true)).isFalse();
    assertThat(TaintEviction.moment(taints, List.of(), null, NOW)).contains(NOW);
  }

  @ParameterizedTest(name = "{0} ready, {1} not")
  @DisplayName("rule 284: ComputeZoneState")
  @CsvSource({
    "3, 0, NORMAL",
    "0, 1, FULL",
    "1, 2, NORMAL",
    "3, 3, NORMAL",
    "2, 3, PARTIAL",
    "9, 11, PARTIAL",
    "10, 11, NORMAL",
    "0, 0, NORMAL"
  })
  void rule284(int ready, int notReady, State state) {
    assertThat(ZoneRates.DEFAULT.state(new Zone(ready, notReady))).isEqualTo(state);
  }

  @Test
  @DisplayName("rule 284: rates of zones; the zone's size counts; all lost stops all")
  void rule284Rates() {
    ZoneRates rates = ZoneRates.DEFAULT;
    assertThat(rates.rates(Map.of("a", new Zone(20, 40), "b", new Zone(2, 3), "c", new Zone(0, 3))))
        .containsEntry("a", 0.01)
        .containsEntry("b", 0.0)
        .containsEntry("c", 0.1);
    assertThat(rates.rates(Map.of("a", new Zone(0, 3), "b", new Zone(0, 1))).values())
        .containsOnly(0.0);
    assertThat(ZoneRates.next(0.1, null, NOW)).contains(NOW);
    assertThat(ZoneRates.next(0.1, NOW, NOW)).contains(NOW.plusSeconds(10));
    assertThat(ZoneRates.next(0.01, NOW, NOW)).contains(NOW.plusSeconds(100));
    assertThat(ZoneRates.next(0.1, NOW, NOW.plusSeconds(60))).contains(NOW.plusSeconds(60));
    assertThat(ZoneRates.next(0, NOW, NOW)).isEmpty();
  }
}
