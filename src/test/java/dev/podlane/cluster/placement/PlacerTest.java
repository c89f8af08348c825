package dev.podlane.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.placement.PlacedPods.PlacedPod;
import dev.podlane.cluster.placement.Placement.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole decisions: order of the filters, message, and the choice. */
final class PlacerTest {
  private static final Placer PLACER = new Placer(35, Map.of());

  private static Placement place(PodView pod, List<NodeView> nodes, PlacedPod... placed) {
    return PLACER.place(pod, nodes, ListedPods.of(List.of(placed)));
  }

  @Test
  @DisplayName("rules 305 to 307: the first plugin that refuses gives the reason; sorted counts")
  void rule307() {
    Taint control = new Taint("node-role.kubernetes.io/control-plane", "", "NoSchedule");
    List<NodeView> nodes =
        List.of(
            Places.tainted(Places.node("a", "", "cpu: '0'"), false, control),
            Places.tainted(Places.node("b", ""), true, control),
            Places.node("c", "", "cpu: 100m, memory: 1Mi"),
            Places.node("d", "", "cpu: 100m, memory: 1Gi"),
            Places.node("e", "", "cpu: '4', memory: 1Gi, pods: '0'"));
    PodView pod =
        Places.pod(
            "default", "", "{containers: [{resources: {requests: {cpu: 500m, memory: 64Mi}}}]}");

    Placement placement = place(pod, nodes);

    assertThat(placement.chosen()).isNull();
    assertThat(placement.nodes())
        .extracting(Placement.NodeReason::filter)
        .containsExactly(
            Filter.TAINT_TOLERATION,
            Filter.NODE_UNSCHEDULABLE,
            Filter.NODE_RESOURCES_FIT,
            Filter.NODE_RESOURCES_FIT,
            Filter.NODE_RESOURCES_FIT);
    assertThat(placement.message())
        .isEqualTo(
            "0/5 nodes are available: 1 Insufficient memory, 1 Too many pods, 1 node(s) had"
                + " untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu.");
    assertThat(place(pod, List.of()).message()).isEqualTo("no nodes available to schedule pods");
  }

  @Test
  @DisplayName("rule 315: fewest of the owner on the node, in the zone, most free CPU, the name")
  void rule315() {
    List<NodeView> nodes =
        List.of(
            Places.node("a", "topology.kubernetes.io/zone=z1"),
            Places.node("b", "topology.kubernetes.io/zone=z1"),
            Places.node("c", "topology.kubernetes.io/zone=z2"),
            Places.node("d", "topology.kubernetes.io/zone=z2"));
    PodView web = Places.owned(Places.pod("app=web"), "web-1");
    PodView busy = Places.pod("default", "", "{containers: [{resources: {requests: {cpu: '2'}}}]}");
    List<PlacedPod> placed = new ArrayList<>(List.of(Places.on("c", busy)));
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String node = PLACER.place(web, nodes, ListedPods.of(placed)).chosen();
      assertThat(node).isNotNull();
      order.add(node);
      placed.add(Places.on(node, web));
    }

    assertThat(order).containsExactly("a", "d", "b", "c", "a", "d");
  }

  @Test
  @DisplayName("rules 308 and 315: a taint PreferNoSchedule counts first")
  void rule308() {
    List<NodeView> nodes =
        List.of(
            Places.tainted(Places.node("a", ""), false, new Taint("k", "", "PreferNoSchedule")),
            Places.node("b", "", "cpu: '1'"));

    assertThat(place(Places.pod(""), nodes).chosen()).isEqualTo("b");
  }

  @Test
  @DisplayName("rule 312: a terminating pod still takes its requests, ports and anti-affinity")
  void rule312() {
    List<NodeView> one = List.of(Places.node("a", "host=a"));
    PodView ports = Places.ports("TCP//80");
    assertThat(place(ports, one, new PlacedPod(ports, "a", true)).message())
        .isEqualTo(
            "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod"
                + " ports.");
    PodView big = Places.pod("default", "", "{containers: [{resources: {requests: {cpu: '6'}}}]}");
    assertThat(place(big, one, new PlacedPod(big, "a", true)).chosen()).isNull();
    PodView alone = Places.pod("default", "app=web", antiAffinity("app: web", "host"));
    assertThat(place(alone, one, new PlacedPod(alone, "a", true)).message())
        .isEqualTo("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.");
  }

  static String antiAffinity(String matchLabels, String key) {
    return ("{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " [{labelSelector: {matchLabels: {%s}}, topologyKey: %s}]}}}")
        .formatted(matchLabels, key);
  }

  @ParameterizedTest
  @DisplayName("rule 305: TestNumFeasibleNodesToFind in schedule_one_test.go")
  @CsvSource({
    "0, 0",
    "10, 10",
    "99, 99",
    "100, 100",
    "125, 100",
    "1000, 420",
    "5000, 500",
    "6000, 300"
  })
  void rule305(int nodes, int enough) {
    assertThat(Placer.enough(nodes)).isEqualTo(enough);
  }

  @Test
  @DisplayName("rule 305: a large cluster is looked at from a node on, until enough fit")
  void rule305From() {
    List<NodeView> nodes = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      nodes.add(Places.tainted(Places.node("n%03d".formatted(i), ""), i % 2 == 0));
    }
    Placement placement = PLACER.placeFrom(Places.pod(""), nodes, ListedPods.of(List.of()), 900);
    assertThat(placement.nodes()).hasSize(840);
    assertThat(placement.nodes().get(0).node()).isEqualTo("n900");
    assertThat(placement.nodes().get(100).node()).isEqualTo("n000");
    assertThat(placement.chosen()).isEqualTo("n001");
  }

  /**
   * Rows of TestSingleConstraint and TestMultipleConstraints over nodes a, b in zone1 and x, y in
   * zone2: the constraints as {@code skew key label}, the pod's labels, other pods as {@code
   * node:label}, and the nodes that fit.
   */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rule 313: TestSingleConstraint, TestMultipleConstraints (podtopologyspread)")
  @CsvSource({
    "no existing pods, 1 zone foo, foo, '', a b x y",
    "pod does not match itself, 1 zone bar, foo, '', a b x y",
    "other namespaces do not count, 1 zone foo, foo, a:other/foo a:other/foo x:foo y:foo, a b",
    "zones 3/3, 1 zone foo, foo, a:foo a:foo b:foo y:foo y:foo y:foo, a b x y",
    "nodes 2/1/0/3, 1 node foo, foo, a:foo a:foo b:foo y:foo y:foo y:foo, x",
    "nodes 2/1/0/3 with skew 2, 2 node foo, foo, a:foo a:foo b:foo y:foo y:foo y:foo, b x",
    "not itself, 1 node foo, bar, a:foo a:foo b:foo y:foo y:foo y:foo, b x",
    "'zone and node 3/3, 2/1/0/3', 1 zone foo;1 node foo, foo,"
        + " a:foo a:foo b:foo y:foo y:foo y:foo, x",
    "'zone and node 3/4, 2/1/0/4', 1 zone foo;1 node foo, foo,"
        + " a:foo a:foo b:foo y:foo y:foo y:foo y:foo, ''",
    "different selectors, 1 zone foo;1 node bar, foo bar, a:foo y:bar, x",
    "terminating pods do not count, 1 zone foo, foo, a:-foo a:-foo, a b x y"
  })
  void rule313(String name, String constraints, String labels, String pods, String fits) {
    List<String> spread = new ArrayList<>();
    for (String each : constraints.split(";", -1)) {
      String[] parts = each.split(" ", 3);
      spread.add(
          ("{maxSkew: %s, topologyKey: %s, whenUnsatisfiable: DoNotSchedule, labelSelector:"
                  + " {matchExpressions: [{key: %s, operator: Exists}]}}")
              .formatted((Object[]) parts));
    }
    PodView pod =
        Places.pod(
            "default",
            labels.replace(' ', ','),
            "{topologySpreadConstraints: [" + String.join(", ", spread) + "]}");
    List<PlacedPod> placed = new ArrayList<>();
    for (String each : pods.isEmpty() ? new String[0] : pods.split(" ", -1)) {
      String[] parts = each.split(":", 2);
      boolean other = parts[1].startsWith("other/");
      boolean ending = parts[1].startsWith("-");
      String label = parts[1].replaceAll("^(other/|-)", "");
      PodView there = Places.pod(other ? "other" : "default", label, "{}");
      placed.add(new PlacedPod(there, parts[0], ending));
    }
    assertThat(fitting(pod, spreadNodes("zone=zone1,node=b"), placed)).as(name).isEqualTo(fits);
  }

  private static List<NodeView> spreadNodes(String b) {
    return List.of(
        Places.node("a", "zone=zone1,node=a"),
        Places.node("b", b),
        Places.node("x", "zone=zone2,node=x"),
        Places.node("y", "zone=zone2,node=y"));
  }

  private static String fitting(PodView pod, List<NodeView> nodes, List<PlacedPod> placed) {
    List<String> names = new ArrayList<>();
    PLACER.place(pod, nodes, ListedPods.of(placed)).nodes().stream()
        .filter(Placement.NodeReason::fits)
        .forEach(each -> names.add(each.node()));
    return String.join(" ", names);
  }

  @Test
  @DisplayName("rule 313: a node without the label, minDomains, matchLabelKeys, and the texts")
  void rule313More() {
    String constraint =
        "{topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable:"
            + " DoNotSchedule, labelSelector: {matchLabels: {app: web}}%s}]}";
    List<PlacedPod> each = new ArrayList<>();
    for (String node : List.of("a", "b", "x", "y")) {
      each.add(Places.on(node, Places.pod("app=web,hash=1")));
    }
    PodView plain = Places.pod("default", "app=web,hash=2", constraint.formatted(""));
    assertThat(fitting(plain, spreadNodes("zon=zone1"), each)).isEqualTo("a");
    assertThat(
            PLACER
                .place(plain, spreadNodes("zon=zone1"), ListedPods.of(each))
                .nodes()
                .get(1)
                .reasons())
        .containsExactly(
            "node(s) didn't match pod topology spread constraints (missing required label)");
    PodView domains = Places.pod("default", "app=web", constraint.formatted(", minDomains: 3"));
    assertThat(place(domains, spreadNodes("zone=zone1"), each.toArray(new PlacedPod[0])).message())
        .isEqualTo(
            "0/4 nodes are available: 4 node(s) didn't match pod topology spread constraints.");
    PodView keyed =
        Places.pod("default", "app=web,hash=2", constraint.formatted(", matchLabelKeys: [hash]"));
    assertThat(fitting(keyed, spreadNodes("zone=zone1"), each)).isEqualTo("a b x y");
  }
}
