package dev.podlane.time;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.time.event.Happening;
import dev.podlane.time.event.Planned;
import dev.podlane.time.event.SettingChange;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Time lines for tests: the cluster {@code time/web.yaml}, and events in seconds. */
final class TimeLine {
  private final String text;
  private final List<Planned> planned = new ArrayList<>();
  private final Settings settings;

  private TimeLine(String text, Settings settings) {
    this.text = text;
    this.settings = settings;
  }

  /** Three nodes, a Deployment of three pods and its Service. */
  static TimeLine web() {
    return of(webText());
  }

  static String webText() {
    try (var in = TimeLine.class.getResourceAsStream("/time/web.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static TimeLine of(String text) {
    return new TimeLine(text, Settings.ofVersion(37));
  }

  static TimeLine ofVersion(String text, int minor) {
    return new TimeLine(text, Settings.ofVersion(minor));
  }

  static Cluster cluster(String text) {
    return Clusters.read(Documents.read("test", text).documents());
  }

  TimeLine at(double seconds, Happening what) {
    planned.add(new Planned(Math.round(seconds * 1_000), "e" + planned.size(), what));
    return this;
  }

  TimeLine set(String name, String value) {
    return at(0, new Happening.Set(SettingChange.of(name, value).orElseThrow()));
  }

  /** A workload gets the tree it has in another text. */
  TimeLine rewrite(double seconds, String workload, String other) {
    MapValue tree =
        cluster(other).sources().entrySet().stream()
            .filter(each -> each.getKey().toString().equals(workload))
            .findFirst()
            .orElseThrow()
            .getValue()
            .value();
    return at(seconds, new Happening.Rewrite(workload, any -> Optional.of(tree)));
  }

  Course course() {
    return Course.of(cluster(text), settings).with(planned);
  }

  /** Entries as {@code 5.10 endpointslice-controller web slices.written [...]}. */
  static List<String> lines(Course course) {
    return course.entries().stream().map(TimeLine::line).toList();
  }

  static String line(Entry entry) {
    return String.format(
        Locale.ROOT,
        "%.2f %s %s %s %s",
        entry.at() / 1_000.0,
        entry.actor().text(),
        entry.object().name(),
        entry.code(),
        entry.args());
  }

  /** The first entry of a code, about an object whose name begins so. */
  static Entry first(Course course, String code, String object) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code) && each.object().name().startsWith(object))
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " " + object + " in " + lines(course)));
  }

  /** The pod of that {@code namespace/name}, which must be there. */
  static PodState pod(State state, String path) {
    return Objects.requireNonNull(state.pods().pods().get(path), path);
  }

  /** The node of that name, which must be there. */
  static NodeState node(State state, String name) {
    return Objects.requireNonNull(state.nodes().get(name), name);
  }
}
