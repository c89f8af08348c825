package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.PodState;
import org.junit.jupiter.api.Test;

/** Nodes whose cable is cut (rules 276 to 288). */
class CutNodesTest {
  private static final Happening LOST = new Happening.Machine("n1", false);
  private static final Happening BACK = new Happening.Machine("n1", true);
  private static final Happening CUT = new Happening.Cable("n1/eth0", false, "n1");
  private static final Happening PLUGGED = new Happening.Cable("n1/eth0", true, "n1");

  private static long at(Course course, String code) {
    return TimeLine.first(course, code, "").at();
  }

  private static boolean has(Course course, String code) {
    return course.entries().stream().anyMatch(each -> each.code().equals(code));
  }

  /** Nobody hears of a node whose cable is cut, nor it of anybody; what runs there runs on. */
  @Test
  void rules276To288ANodeWithoutItsCableIsSilent() {
    Course course = TimeLine.web().at(0, CUT).at(400, PLUGGED).course();
    String pod = course.at(0).pods().on("n1").get(0).path();

    assertThat(at(course, "node.unreachable")).isEqualTo(55_000);
    assertThat(at(course, "pod.evicted-by-taint")).isEqualTo(55_020 + 300_000);
    PodState waiting = TimeLine.pod(course.at(399_000), pod);
    assertThat(waiting.deletion()).isNotNull();
    assertThat(waiting.runtime()).isEqualTo(TimeLine.pod(course.at(0), pod).runtime());
    assertThat(at(course, "container.closed")).isGreaterThan(400_000);
    assertThat(course.end().pods().pods()).doesNotContainKey(pod).hasSize(3);
    assertThat(TimeLine.node(course.end(), "n1").node().ready()).isTrue();
  }

  @Test
  void rule276AMachineThatComesBackWithoutItsCableStaysSilent() {
    Course course = TimeLine.web().at(0, LOST).at(15, CUT).at(30, BACK).course();

    assertThat(at(course, "node.unreachable")).as("silent since 0").isEqualTo(55_000);
    assertThat(has(course, "node.reachable")).isFalse();
  }

  @Test
  void anotherCableOfANodePartsItFromNobody() {
    Course course = TimeLine.web().at(0, new Happening.Cable("n1/veth1", false, "")).course();

    assertThat(has(course, "node.unreachable")).isFalse();
  }
}
