package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pace at which the nodes of a zone are tainted (rule 284). */
class ZoneTaintsTest {
  private static final Happening LOST = lose("n1");

  private static long at(Course course, String code) {
    return TimeLine.first(course, code, "").at();
  }

  private static boolean has(Course course, String code) {
    return course.entries().stream().anyMatch(each -> each.code().equals(code));
  }

  /** One node of a zone in ten seconds; a zone of few nodes that is mostly lost stops. */
  @Test
  void rule284NodesAreTaintedOneAfterTheOther() {
    String text = TimeLine.webText() + nodes("m", 3) + nodes("o", 3);
    Course two = TimeLine.of(text).at(0, LOST).at(0, lose("n2")).course();
    assertThat(two.entries().stream().filter(each -> each.code().equals("node.expelled")))
        .extracting(each -> each.at() + " " + each.object().name())
        .containsExactly("55000 n1", "65000 n2");

    TimeLine most = TimeLine.of(text);
    for (String name : List.of("n1", "n2", "n3", "m1", "m2")) {
      most = most.at(0, lose(name));
    }
    assertThat(has(most.course(), "node.unreachable")).isTrue();
    assertThat(has(most.course(), "node.expelled")).isFalse();
    Course back = most.at(200, new Happening.Machine("m1", true)).course();
    assertThat(at(back, "node.expelled")).isBetween(200_000L, 201_000L);
  }

  @Test
  void rule284NobodyIsEvictedIfAllNodesAreLost() {
    TimeLine line = TimeLine.web().at(0, LOST).at(100, lose("n2")).at(100, lose("n3"));
    Course course = line.course();

    assertThat(at(course, "node.expelled")).isEqualTo(55_000);
    assertThat(at(course, "node.spared")).isEqualTo(155_000);
    assertThat(has(course, "pod.evicted-by-taint")).isFalse();
    assertThat(TimeLine.node(course.end(), "n1").node().taints())
        .extracting(each -> each.effect())
        .containsExactly("NoSchedule");
  }

  private static Happening lose(String node) {
    return new Happening.Machine(node, false);
  }

  private static String nodes(String name, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("---\napiVersion: v1\nkind: Node\nmetadata: {name: " + name + i + "}\n");
    }
    return text.toString();
  }
}
