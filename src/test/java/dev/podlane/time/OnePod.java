package dev.podlane.time;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import java.util.List;
import java.util.Objects;

/** A Deployment of one pod, and what tests ask of its time line. */
class OnePod {
  static final String WEB = "Deployment default/web";
  static final String CONTAINER = "      - name: nginx\n        image: nginx\n";
  static final String READINESS =
      "        readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}\n";

  final String one = TimeLine.webText().replace("replicas: 3", "replicas: 1");

  String with(String container) {
    return one.replace(CONTAINER, CONTAINER + container);
  }

  static String first(String text) {
    return TimeLine.of(text).course().end().pods().pods().values().iterator().next().path();
  }

  /** A second pod is made one second after the beginning. */
  static Course grown(String text) {
    return TimeLine.of(text).rewrite(1, WEB, text.replace("replicas: 1", "replicas: 2")).course();
  }

  /** The moment of an entry about the second pod, after its sandbox, in milliseconds. */
  static long after(Course course, String code) {
    Entry sandbox = TimeLine.first(course, "pod.sandbox", "web");
    return TimeLine.first(course, code, sandbox.object().name()).at() - sandbox.at();
  }

  static List<Long> all(Course course, String code) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code))
        .map(Entry::at)
        .toList();
  }

  static Course deleted(String text) {
    return TimeLine.of(text).at(10, new Happening.DeletePod(first(text), null)).course();
  }

  static PodRuntime runtime(PodState pod) {
    return Objects.requireNonNull(pod.runtime());
  }
}
