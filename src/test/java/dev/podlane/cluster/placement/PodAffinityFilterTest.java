package dev.podlane.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.placement.PlacedPods.PlacedPod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Required rules between pods, by TestRequiredAffinitySingleNode. */
final class PodAffinityFilterTest {
  private static final Map<String, Map<String, String>> NAMESPACES =
      Map.of("a", Map.of("team", "x"), "b", Map.of("team", "y"));

  private static final String SCAN = "service=securityscan";
  private static final NodeView NODE = Places.node("machine1", "region=r1,zone=z11");

  /** A term such as {@code service In securityscan/value2 @region}. */
  private static String term(String text) {
    String[] parts = text.split(" ", -1);
    String key = parts[parts.length - 1].substring(1);
    String values = parts.length > 3 ? ", values: [" + parts[2].replace("/", ", ") + "]" : "";
    return "{topologyKey: %s, labelSelector: {matchExpressions: [{key: %s, operator: %s%s}]}}"
        .formatted(key, parts[0], parts[1], values);
  }

  private static String terms(String texts) {
    return texts.isEmpty()
        ? ""
        : String.join(
            ", ",
            List.of(texts.split("; ", -1)).stream().map(PodAffinityFilterTest::term).toList());
  }

  private static String spec(String affinity, String anti) {
    return ("{affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [%s]},"
            + " podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [%s]}}}")
        .formatted(terms(affinity), terms(anti));
  }

  private static String check(PodView pod, PlacedPod... placed) {
    return String.join(
        "",
        new PodAffinityFilter(pod, List.of(NODE), ListedPods.of(List.of(placed)), NAMESPACES)
            .check(NODE));
  }

  /**
   * Rows: the pod's labels, its affinity and anti-affinity; labels and anti-affinity of the pod
   * there; and the reason: affinity, anti-affinity or existing.
   */
  @ParameterizedTest(name = "{1} / {2} beside {3} {4}")
  @DisplayName("rule 306: TestRequiredAffinitySingleNode in interpodaffinity/filtering_test.go")
  @CsvSource({
    "security=S1, service In securityscan/value2 @region, '', service=securityscan, '', ''",
    "security=S1, service NotIn securityscan3/value3 @region, '', service=securityscan, '', ''",
    "service=securityscan, service In antivirusscan/value2 @region, '', service=securityscan, '',"
        + " affinity",
    "security=S1, service Exists @region; service In securityscan @region, '',"
        + " service=securityscan, '', ''",
    "security=S1, service Exists @region; service In securityscan2 @region, '',"
        + " service=securityscan, '', affinity",
    "security=S1, service In securityscan/value2 @region, service In antivirusscan/value2 @node,"
        + " service=securityscan, '', ''",
    "security=S1, service In securityscan/value2 @region, service In antivirusscan/value2 @node,"
        + " service=securityscan, service In antivirusscan/value2 @node, ''",
    "security=S1, service In securityscan/value2 @region, service In securityscan/value2 @zone,"
        + " service=securityscan, '', anti-affinity",
    "service=securityscan, service In securityscan/value2 @region,"
        + " service In antivirusscan/value2 @node, service=securityscan,"
        + " service In securityscan/value2 @zone, existing",
    "service=securityscan, service NotIn securityscan/value2 @region, '', service=securityscan,"
        + " '', affinity",
    "service=securityscan, '', '', service=securityscan,"
        + " service In securityscan/value2 @zone, existing",
    "service=securityscan, '', '', service=securityscan,"
        + " service NotIn securityscan/value2 @zone, ''",
    "service=securityscan, '', service Exists @region; security Exists @region, security=S1,"
        + " security Exists @zone, anti-affinity",
    "service=securityscan, '', service Exists @zone; security Exists @zone, security=S1,"
        + " security Exists @zone, anti-affinity",
    "security=S1, '', security Exists @zone, service=securityscan,"
        + " service Exists @zone; security Exists @zone, existing"
  })
  void singleNode(
      String labels,
      String affinity,
      String anti,
      String otherLabels,
      String otherAnti,
      String expected) {
    PodView pod = Places.pod("default", labels, spec(affinity, anti));
    PodView other = Places.pod("default", otherLabels, spec("", otherAnti));
    String text =
        switch (expected) {
          case "affinity" -> "node(s) didn't match pod affinity rules";
          case "anti-affinity" -> "node(s) didn't match pod anti-affinity rules";
          case "existing" -> "node(s) didn't satisfy existing pods anti-affinity rules";
          default -> "";
        };

    assertThat(check(pod, Places.on("machine1", other))).isEqualTo(text);
  }

  @Test
  @DisplayName("rule 306: the first of pods that want each other may be anywhere with the label")
  void firstOfTheSeries() {
    PodView pod = Places.pod("default", SCAN, spec("service In securityscan @zone", ""));
    PodView elsewhere = Places.pod("default", SCAN, spec("service In securityscan @rack", ""));

    assertThat(check(pod)).isEmpty();
    assertThat(check(elsewhere)).contains("affinity rules");
    assertThat(check(Places.pod("default", "", spec("service In x @zone", "")))).isNotEmpty();
  }

  @Test
  @DisplayName("rule 306: namespaces by name and by label; the own one without either")
  void namespaces() {
    String form =
        "{affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey:"
            + " zone, labelSelector: {matchLabels: {app: db}}%s}]}}}";
    PodView there = Places.pod("a", "app=db", "{}");
    PlacedPod placed = Places.on("machine1", there);

    assertThat(check(Places.pod("b", "", form.formatted("")), placed)).isNotEmpty();
    assertThat(check(Places.pod("a", "", form.formatted("")), placed)).isEmpty();
    assertThat(check(Places.pod("b", "", form.formatted(", namespaces: [a]")), placed)).isEmpty();
    String selected = ", namespaceSelector: {matchLabels: {team: %s}}";
    assertThat(check(Places.pod("b", "", form.formatted(selected.formatted("x"))), placed))
        .isEmpty();
    assertThat(check(Places.pod("b", "", form.formatted(selected.formatted("y"))), placed))
        .isNotEmpty();
    assertThat(check(Places.pod("b", "", form.formatted(", namespaceSelector: {}")), placed))
        .isEmpty();
  }
}
