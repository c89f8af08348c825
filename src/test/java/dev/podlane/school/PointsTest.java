package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.console.Console;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.read.School;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words of the glossary, and things to be sorted, point at something that is on the stage. */
@Execution(ExecutionMode.CONCURRENT)
class PointsTest {
  private static final School SCHOOL = School.builtIn();

  static Stream<String> lessons() {
    return SCHOOL.lessons().stream().map(Lesson::id);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyWordPointsAtSomethingThatIsThere(String id) {
    LessonRun run = LessonRun.of(SCHOOL.lesson(id).orElseThrow());
    List<Workspace> places =
        Stream.concat(
                Stream.of(run.start().workspace()), run.stands().stream().map(Stand::workspace))
            .distinct()
            .toList();
    List<String> lost = new ArrayList<>();
    for (String point : points(run.lesson())) {
      if (places.stream().noneMatch(place -> isThere(point, place))) {
        lost.add(point);
      }
    }
    assertThat(lost).isEmpty();
  }

  private static List<String> points(Lesson lesson) {
    Stream<String> words = lesson.glossary().stream().map(Lesson.Entry::points);
    Stream<String> items =
        lesson.pages().stream()
            .map(Page::sorting)
            .flatMap(Stream::ofNullable)
            .flatMap(sorting -> sorting.items().stream())
            .map(Sorting.Item::points);
    return Stream.concat(words, items).filter(point -> !point.isEmpty()).distinct().toList();
  }

  private static boolean isThere(String point, Workspace place) {
    if (point.equals("lan")) {
      return place.network().namespaces().values().stream().anyMatch(NetworkNamespace::infra);
    }
    return point.indexOf(' ') > 0 ? isObject(point, place) : isInNetwork(point, place);
  }

  private static boolean isObject(String point, Workspace place) {
    Stream<ObjectRef> written =
        place.cluster().<Map<ObjectRef, ?>>map(Cluster::sources).orElse(Map.of()).keySet().stream();
    return written.anyMatch(ref -> (ref.kind() + " " + ref.path()).equals(point));
  }

  /** The longest beginning that is a namespace, and behind it a device, a route or a table. */
  private static boolean isInNetwork(String point, Workspace place) {
    if (place.network().namespace(point).isPresent()) {
      return true;
    }
    for (int slash = point.lastIndexOf('/'); slash > 0; slash = point.lastIndexOf('/', slash - 1)) {
      String name = point.substring(0, slash);
      Optional<NetworkNamespace> found = place.network().namespace(name);
      if (found.isPresent()) {
        return has(found.get(), point.substring(slash + 1), place);
      }
    }
    return false;
  }

  private static boolean has(NetworkNamespace namespace, String part, Workspace place) {
    String[] words = part.split("/", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "route" -> isRoute(namespace, rest);
      case "nat" -> isChain(namespace, rest, place);
      case "sockets" -> !namespace.sockets().listening().isEmpty();
      case "neighbours", "conntrack" -> rest.isEmpty();
      default -> namespace.device(words[0]).isPresent() && (rest.isEmpty() || rest.equals("fdb"));
    };
  }

  private static boolean isRoute(NetworkNamespace namespace, String row) {
    if (row.equals("local")) {
      return !namespace.routes().local().rows().isEmpty();
    }
    String prefix = row.equals("default") ? "0.0.0.0/0" : row.replace('-', '/');
    return !namespace.routes().main().of(Prefix.parse(prefix)).isEmpty();
  }

  private static boolean isChain(NetworkNamespace namespace, String chain, Workspace place) {
    String saved = Console.run(place.network(), namespace.name(), "iptables-save -t nat").text();
    return saved.lines().anyMatch(line -> line.startsWith(":" + chain));
  }

  @Test
  void aWordThatPointsNowhereIsFound() {
    Workspace place = LessonRun.of(SCHOOL.lesson("gateway").orElseThrow()).start().workspace();

    assertThat(isThere("gateway/route/10.0.2.0-24", place)).isTrue();
    for (String point :
        List.of("gateway/route/10.9.2.0-24", "node-9", "node-1/eth7", "node-1/nat/KUBE", "Pod x")) {
      assertThat(isThere(point, place)).as(point).isFalse();
    }
  }
}
