package dev.podlane.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.amount.Quantity;
import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.placement.PlacedPods.NodeUse;
import dev.podlane.cluster.read.Drafts.Toleration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters that look at one node, by upstream's plugin tests. */
final class NodeFiltersTest {
  private static final String AAA = "example.com/aaa";

  /**
   * Rows of TestEnoughRequests: requests of containers, then of init containers after a bar, each
   * as {@code cpu/memory/aaa} in thousandths, bytes and pieces; what is used; the lacking
   * resources.
   */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rules 306 and 310: TestEnoughRequests in noderesources/fit_test.go")
  @CsvSource({
    "no resources requested always fits, '', 10/20, ''",
    "too many resources fails, 1/1, 10/20, cpu memory",
    "init container cpu, 1/1 | 3/1, 8/19, cpu",
    "highest init container cpu, 1/1 | 3/1 2/1, 8/19, cpu",
    "init container memory, 1/1 | 1/3, 9/19, memory",
    "highest init container memory, 1/1 | 1/3 1/2, 9/19, memory",
    "the max and not the sum, 1/1 | 1/1, 9/19, ''",
    "multiple init containers, 1/1 | 1/1 1/1, 9/19, ''",
    "both resources fit, 1/1, 5/5, ''",
    "one resource memory fits, 2/1, 9/5, cpu",
    "one resource cpu fits, 1/2, 5/19, memory",
    "equal edge case, 5/1, 5/19, ''",
    "equal edge case for init container, 4/1 | 5/1, 5/19, ''",
    "extended resource fits, 0/0/1, 0/0, ''",
    "extended resource fits for init container, 0/0 | 0/0/1, 0/0, ''",
    "extended resource capacity enforced, 1/1/10, 0/0, aaa",
    "extended capacity for init container, 0/0 | 1/1/10, 0/0, aaa",
    "extended allocatable enforced, 1/1/1, 0/0/5, aaa",
    "extended allocatable for init container, 0/0 | 1/1/1, 0/0/5, aaa",
    "multiple containers, 1/1/3 1/1/3, 0/0/2, aaa",
    "multiple init containers admitted, 0/0 | 1/1/3 1/1/3, 0/0/2, ''",
    "multiple init containers enforced, 0/0 | 1/1/6 1/1/3, 0/0/2, aaa"
  })
  void resources(String name, String asked, String used, String lacking) {
    NodeView node = Places.node("n", "", "cpu: 10m, memory: '20', pods: '32', " + AAA + ": '5'");
    NodeUse use = NodeUse.NONE.plus(Places.pod("default", "", spec(used)));
    PodView pod = Places.pod("default", "", spec(asked));

    List<String> expected = new ArrayList<>();
    for (String each : lacking.isEmpty() ? new String[0] : lacking.split(" ", -1)) {
      expected.add("Insufficient " + (each.equals("aaa") ? AAA : each));
    }
    assertThat(NodeFilters.resources(pod, node, use)).as(name).isEqualTo(expected);
  }

  private static String spec(String asked) {
    String[] halves = asked.split(" \\| ", 2);
    return "{containers: [%s], initContainers: [%s]}"
        .formatted(containers(halves[0]), halves.length == 2 ? containers(halves[1]) : "");
  }

  private static String containers(String asked) {
    List<String> texts = new ArrayList<>();
    for (String each : asked.isEmpty() ? new String[0] : asked.split(" ", -1)) {
      String[] parts = each.split("/", 3);
      texts.add(
          "{resources: {requests: {cpu: %sm, memory: %s, %s: %s}}}"
              .formatted(parts[0], parts[1], AAA, parts.length == 3 ? parts[2] : "0"));
    }
    return String.join(", ", texts);
  }

  @Test
  @DisplayName("rule 310: TestEnoughRequests, overhead; unknown resources; ephemeral storage")
  void others() {
    NodeView node =
        Places.node("n", "", "cpu: 10m, memory: '20', pods: '32', ephemeral-storage: '20'");
    NodeUse use = NodeUse.NONE.plus(Places.pod("default", "", spec("5/5")));
    String one = "containers: [{resources: {requests: {cpu: 1m, memory: '1'}}}]";

    assertThat(lacking(node, use, "{" + one + ", overhead: {cpu: 3m, memory: '13'}}")).isEmpty();
    assertThat(lacking(node, use, "{" + one + ", overhead: {cpu: 1m, memory: '15'}}"))
        .containsExactly("Insufficient memory");
    assertThat(lacking(node, use, "{containers: [{resources: {requests: {x.io/b: 1}}}]}"))
        .containsExactly("Insufficient x.io/b");
    assertThat(
            lacking(node, use, "{containers: [{resources: {requests: {ephemeral-storage: 25}}}]}"))
        .containsExactly("Insufficient ephemeral-storage");
  }

  @Test
  @DisplayName("rule 310: limits stand for requests, sidecars add up, pod-level requests replace")
  void requests() {
    assertThat(requests("{containers: [{resources: {limits: {cpu: 500m}}}]}")).isEqualTo(500);
    assertThat(
            requests("{containers: [{resources: {limits: {cpu: 500m}, requests: {cpu: '0.25'}}}]}"))
        .isEqualTo(250);
    String sidecar = "{restartPolicy: Always, resources: {requests: {cpu: 100m}}}";
    String init = "{resources: {requests: {cpu: 300m}}}";
    String main = "{resources: {requests: {cpu: 150m}}}";
    assertThat(
            requests("{initContainers: [%s, %s], containers: [%s]}".formatted(sidecar, init, main)))
        .isEqualTo(400);
    assertThat(
            requests("{initContainers: [%s, %s], containers: [%s]}".formatted(init, sidecar, main)))
        .isEqualTo(300);
    assertThat(requests("{resources: {requests: {cpu: '1'}}, containers: [%s]}".formatted(main)))
        .isEqualTo(1000);
  }

  private static long requests(String spec) {
    return ResourceReader.requests(Places.yaml(spec)).of("cpu");
  }

  private static List<String> lacking(NodeView node, NodeUse use, String spec) {
    return NodeFilters.resources(Places.pod("default", "", spec), node, use);
  }

  @Test
  @DisplayName("rule 306: TestNotEnoughRequests, Too many pods; 110 by default")
  void tooManyPods() {
    NodeView one = Places.node("n", "", "cpu: 10m, memory: '20', pods: '1'");
    NodeUse use = NodeUse.NONE.plus(Places.pod("default", "", spec("5/19")));
    assertThat(NodeFilters.resources(Places.pod("default", "", spec("5/1")), one, use))
        .containsExactly("Too many pods");
    NodeView silent = Places.node("n", "", "");
    assertThat(NodeFilters.resources(Places.pod("default", "", spec("9/9")), silent, use))
        .isEmpty();
    assertThat(
            NodeFilters.resources(
                Places.pod(""), silent, new NodeUse(109, Resources.NONE, List.of())))
        .isEmpty();
    assertThat(
            NodeFilters.resources(
                Places.pod(""), silent, new NodeUse(110, Resources.NONE, List.of())))
        .containsExactly("Too many pods");
  }

  @ParameterizedTest(name = "{0} beside {1}")
  @DisplayName("rule 306: TestNodePorts and TestFits in nodeports/node_ports_test.go")
  @CsvSource({
    "UDP/127.0.0.1/8080, UDP/127.0.0.1/9090, true",
    "UDP/127.0.0.1/8080, UDP/127.0.0.1/8080, false",
    "TCP/127.0.0.1/8080, TCP/127.0.0.1/8080, false",
    "TCP/127.0.0.1/8080, TCP/127.0.0.2/8080, true",
    "UDP/127.0.0.1/8080, TCP/127.0.0.1/8080, true",
    "UDP/127.0.0.1/8000 UDP/127.0.0.1/8080, UDP/127.0.0.1/8080, false",
    "TCP/127.0.0.1/8001 UDP/127.0.0.1/8080, TCP/127.0.0.1/8001 UDP/127.0.0.1/8081, false",
    "TCP/0.0.0.0/8001, TCP/127.0.0.1/8001, false",
    "TCP/10.0.10.10/8001 TCP/0.0.0.0/8001, TCP/127.0.0.1/8001, false",
    "TCP/127.0.0.1/8001, TCP/0.0.0.0/8001, false",
    "TCP/127.0.0.1/8001, TCP//8001, false",
    "UDP/127.0.0.1/8001, TCP/0.0.0.0/8001, true",
    "UDP/127.0.0.1/8001, TCP/0.0.0.0/8001 UDP/0.0.0.0/8001, false",
    "TCP/127.0.0.1/80 TCP/127.0.1.1/80 TCP/127.0.1.1/90,"
        + " TCP/127.0.0.1/9090 TCP/127.0.1.1/90, false"
  })
  void ports(String asked, String taken, boolean fits) {
    NodeUse use = NodeUse.NONE.plus(Places.ports(taken));

    assertThat(NodeFilters.ports(Places.ports(asked), use).isEmpty()).isEqualTo(fits);
  }

  /** Rows of TestTaintTolerationFilter: key, operator, value and effect of tolerations; taints. */
  @ParameterizedTest(name = "{0} on {1}")
  @DisplayName("rule 306: TestTaintTolerationFilter in tainttoleration/taint_toleration_test.go")
  @CsvSource({
    "'', dedicated/user1/NoSchedule, false",
    "dedicated/Equal/user1/NoSchedule, dedicated/user1/NoSchedule, true",
    "dedicated/Equal/user2/NoSchedule, dedicated/user1/NoSchedule, false",
    "foo/Exists//NoSchedule, foo/bar/NoSchedule, true",
    "dedicated/Equal/user2/NoSchedule foo/Exists//NoSchedule,"
        + " dedicated/user2/NoSchedule foo/bar/NoSchedule, true",
    "foo/Equal/bar/PreferNoSchedule, foo/bar/NoSchedule, false",
    "foo/Equal/bar/, foo/bar/NoSchedule, true",
    "dedicated/Equal/user2/NoSchedule, dedicated/user1/PreferNoSchedule, true",
    "'', dedicated/user1/PreferNoSchedule, true",
    "'', foo/bar/NoExecute, false",
    "/Exists//, foo/bar/NoExecute, true"
  })
  void taints(String tolerations, String taints, boolean fits) {
    List<Toleration> tolerated = new ArrayList<>();
    for (String each : tolerations.isEmpty() ? new String[0] : tolerations.split(" ", -1)) {
      String[] parts = each.split("/", 4);
      tolerated.add(new Toleration(parts[0], parts[1], parts[2], parts[3]));
    }
    List<Taint> there = new ArrayList<>();
    for (String each : taints.split(" ", -1)) {
      String[] parts = each.split("/", 3);
      there.add(new Taint(parts[0], parts[1], parts[2]));
    }
    NodeView node = Places.tainted(Places.node("n", ""), false, there.toArray(new Taint[0]));
    PodView pod = Places.tolerating(tolerated.toArray(new Toleration[0]));

    assertThat(NodeFilters.taints(pod, node, 35))
        .isEqualTo(fits ? List.of() : List.of("node(s) had untolerated taint(s)"));
    assertThat(NodeFilters.taints(pod, node, 33).isEmpty()).isEqualTo(fits);
  }

  @Test
  @DisplayName("rule 306: up to 1.33 the first taint that is not tolerated is named")
  void taintText() {
    NodeView node =
        Places.tainted(
            Places.node("n", ""),
            false,
            new Taint("soft", "", "PreferNoSchedule"),
            new Taint("gpu", "yes", "NoSchedule"));

    assertThat(NodeFilters.taints(Places.pod(""), node, 33))
        .containsExactly("node(s) had untolerated taint {gpu: yes}");
  }

  @Test
  @DisplayName("rule 306: TestNodeUnschedulable; the taint's toleration lets a pod pass")
  void unschedulable() {
    NodeView node = Places.tainted(Places.node("n", ""), true);
    Toleration daemon =
        new Toleration("node.kubernetes.io/unschedulable", "Exists", "", "NoSchedule");

    assertThat(NodeFilters.unschedulable(Places.pod(""), node))
        .containsExactly("node(s) were unschedulable");
    assertThat(NodeFilters.unschedulable(Places.tolerating(daemon), node)).isEmpty();
    assertThat(NodeFilters.unschedulable(Places.pod(""), Places.node("n", ""))).isEmpty();
  }

  @Test
  @DisplayName("rule 306: nodeSelector; both texts are the NodeAffinity plugin's")
  void affinity() {
    PodView pod = Places.pod("default", "", "{nodeSelector: {disk: ssd}}");

    assertThat(NodeFilters.affinity(pod, Places.node("n", "disk=hdd")))
        .containsExactly("node(s) didn't match Pod's node affinity/selector");
    assertThat(NodeFilters.affinity(pod, Places.node("n", "disk=ssd,a=b"))).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("quantities as in resource/quantity_test.go: units and thousandths, rounded up")
  @CsvSource({
    "1, 1, 1000",
    "100m, 1, 100",
    "1500m, 2, 1500",
    "0.5, 1, 500",
    ".5, 1, 500",
    "1., 1, 1000",
    "64Mi, 67108864, 67108864000",
    "1Gi, 1073741824, 1073741824000",
    "1k, 1000, 1000000",
    "1e3, 1000, 1000000",
    "5E-1, 1, 500",
    "12E2, 1200, 1200000",
    "1u, 1, 1",
    "1n, 1, 1",
    "+5, 5, 5000",
    "-1, -1, -1000",
    "100Ei, 9223372036854775807, 9223372036854775807",
    "0, 0, 0"
  })
  void quantities(String text, long units, long thousandths) {
    Quantity quantity = Quantity.parse(text).orElseThrow();

    assertThat(quantity.units()).isEqualTo(units);
    assertThat(quantity.thousandths()).isEqualTo(thousandths);
  }

  @ParameterizedTest
  @CsvSource({"''", "Mi", "1MI", "1 Mi", "1Mi1", "1e", "1e999", "--1", "1ki", "0x10", "١"})
  void otherTextsAreNoQuantities(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }
}
