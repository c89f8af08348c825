package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going back to an earlier template, by kind (rules 177, 178, 202). */
class RevisionsOverTimeTest {
  private static String of(String kind, String image) {
    return TimeLine.webText()
        .replace("kind: Deployment", "kind: " + kind)
        .replace("  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n", "")
        .replace("image: nginx", "image: " + image);
  }

  private static String key(String kind) {
    return kind + " default/web";
  }

  private static WorkloadState set(State state, String kind) {
    return Objects.requireNonNull(state.workloads().get(key(kind)));
  }

  private static List<String> images(State state) {
    return state.pods().pods().values().stream()
        .map(PodState::identity)
        .map(each -> each.template().spec().containers().get(0).image())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet"})
  void itsPodsHaveTheTemplateOfBefore(String kind) {
    Course course =
        TimeLine.of(of(kind, "one"))
            .rewrite(10, key(kind), of(kind, "two"))
            .rewrite(200, key(kind), of(kind, "three"))
            .at(400, new Happening.Rollback(key(kind), 0))
            .course();

    assertThat(images(course.at(399_000))).containsExactly("three");
    assertThat(images(course.end())).containsExactly("two");
    assertThat(course.end().pods().pods().values()).hasSize(3).allMatch(PodState::ready);
    // Revision 2 is the newest now, and so has another number.
    assertThat(course.end().workloads().history(set(course.end(), kind)).keySet())
        .containsExactly(1L, 3L, 4L);
    assertThat(course.end().workloads().earlier(set(course.end(), kind), 0)).hasValue(3);
    assertThat(course.end().workloads().earlier(set(course.end(), kind), 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet"})
  void aLaterChangeLeavesTheTemplateAsItWasGoneBackTo(String kind) {
    Course course =
        TimeLine.of(of(kind, "one"))
            .rewrite(10, key(kind), of(kind, "two"))
            .at(200, new Happening.Rollback(key(kind), 1))
            .at(400, new Happening.Rewrite(key(kind), RevisionsOverTimeTest::slower))
            .course();

    assertThat(course.entries()).anyMatch(each -> each.code().equals("object.written"));
    assertThat(images(course.end())).containsExactly("one");
  }

  private static Optional<MapValue> slower(MapValue tree) {
    Map<String, Value> spec = new LinkedHashMap<>(tree.map("spec").entries());
    spec.put("minReadySeconds", new ScalarValue(0, ScalarValue.Type.INTEGER, "1"));
    Map<String, Value> all = new LinkedHashMap<>(tree.entries());
    all.put("spec", new MapValue(0, spec, tree.shadowed()));
    return Optional.of(new MapValue(0, all, tree.shadowed()));
  }

  @Test
  void onlySoManyRevisionsAreKept() {
    TimeLine line = TimeLine.of(of("StatefulSet", "v0"));
    for (int i = 1; i <= 14; i++) {
      line.rewrite(i * 100, key("StatefulSet"), of("StatefulSet", "v" + i));
    }
    State end = line.course().end();

    assertThat(end.workloads().history(set(end, "StatefulSet")))
        .hasSize(WorkloadState.HISTORY + 1)
        .containsKeys(5L, 15L);
  }

  @Test
  void nothingHappensWithoutAnEarlierRevision() {
    Course course =
        TimeLine.of(of("DaemonSet", "one"))
            .at(10, new Happening.Rollback(key("DaemonSet"), 0))
            .course();

    assertThat(course.entries()).noneMatch(each -> each.code().equals("workload.rolled-back"));
    assertThat(images(course.end())).containsExactly("one");
  }
}
