package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.read.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is invented beside what is written, and one broken field takes nothing else away. */
final class ForgivingTest {
  private static final String POD_ITEM =
      "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}]}}";
  private static final String POD =
      "---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}]}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: n}|{podCIDR: 10.0.7.0/33}|{}|ERROR cidr.invalid spec.podCIDR",
        "{name: n}|{podCIDR: 10.0.7.0/33, podCIDRs: [10.0.7.0/33]}|{}|"
            + "ERROR cidr.invalid spec.podCIDR",
        "{name: n}|{podCIDR: <redacted>}|{}|WARNING value.hidden spec.podCIDR",
        "{name: n}|{podCIDR: 7}|{}|ERROR field.quote spec.podCIDR",
        "{name: n}|{}|{addresses: [{type: InternalIP, address: 300.1.1.1}]}|"
            + "ERROR ip.invalid status.addresses[0].address",
        "{name: n}|{}|{addresses: [{type: InternalIP, address: '***HIDDEN***'}]}|"
            + "WARNING value.hidden status.addresses[0].address",
        "{name: n}|{}|{addresses: [{type: InternalIP, address: x.x.x.x}]}|"
            + "WARNING value.hidden status.addresses[0].address",
        "{name: n}|{}|{addresses: [{type: InternalIP, address: 10.1.xxx.xxx}]}|"
            + "WARNING value.hidden status.addresses[0].address",
        "{name: n}|{}|{addresses: [{type: InternalIP, address: x-ipv4-0000000001-x}]}|"
            + "WARNING value.hidden status.addresses[0].address",
        "{name: n}|{}|{addresses: none}|ERROR field.not-list status.addresses",
        "{name: n, labels: {a b: c}}|{}|{}|ERROR label.key metadata.labels.a b",
        "{name: n}|{taints: [x]}|{}|ERROR field.not-map spec.taints[0]"
      })
  void aNodeWithABadFieldStaysANode(String metadata, String spec, String status, String problem) {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Node, metadata: "
                + metadata
                + ", spec: "
                + spec
                + ", status: "
                + status
                + "}",
            POD);
    assertThat(cluster.problems())
        .extracting(p -> p.severity() + " " + p.code() + " " + p.place().path())
        .containsExactly(problem);
    assertThat(Described.nodes(cluster)).matches("n 10\\.\\d+\\.\\d+\\.\\d+ 10\\.0\\.0\\.0/24");
    assertThat(Described.assumptions(cluster)).contains("node.").doesNotContain("nodes.default");
    assertThat(cluster.pods()).allMatch(pod -> "n".equals(pod.nodeName()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'***HIDDEN***'|name.invalid", "Node 1|name.invalid", "|''"})
  void aNodeWithoutAUsableNameKeepsItsPlace(String name, String code) {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Node, metadata: {name: node-1}}",
            "---",
            "{apiVersion: v1, kind: Node, metadata: {name: '" + (name == null ? "" : name) + "'}}");
    assertThat(cluster.nodes()).extracting(Node::name).containsExactly("node-1", "node-2");
    assertThat(Described.problems(cluster))
        .contains(code.isEmpty() ? "node.name-invalid" : "node." + code.replace('.', '-'))
        .contains("metadata.name");
    assertThat(Described.assumptions(cluster)).contains("node.name [node-2, 3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "containers: [{name: c, ports: [{containerPort: '80'}]}]|"
            + "field.number-quoted [containerPort, 80]",
        "containers: [{name: no}]|field.quote [name, no]",
        "containers: [{image: i}]|field.missing [name]"
      })
  void aWrongFieldIsToldOnceAndInFull(String spec, String problem) {
    Cluster cluster =
        Described.read(
            POD, "---", "{apiVersion: v1, kind: Pod, metadata: {name: q}, spec: {" + spec + "}}");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.args())
        .containsExactly(problem, "object.left-out [Pod, q, default]");
  }

  @Test
  void noBreakSpacesAreNamed() {
    Cluster cluster =
        Described.read(
            POD,
            "---",
            "apiVersion: v1",
            "kind: Pod",
            "metadata:",
            "\u00a0\u00a0name: q",
            "spec: {containers: [{name: c}]}");
    assertThat(Described.problems(cluster)).contains("field.no-break-space [name] test.yaml#2:8");
  }

  @Test
  void placesOfDoublesAreToldPlainly() {
    assertThat(Described.problems(Described.read("[" + POD_ITEM + ", " + POD_ITEM + "]")))
        .contains("object.twice-in-line [Pod, default/p]");
    Cluster files =
        Clusters.read(
            java.util.stream.Stream.of("a.yaml", "b.yaml")
                .flatMap(file -> Documents.parse(file, POD_ITEM).stream())
                .toList());
    assertThat(Described.problems(files))
        .contains("object.twice-in-files [Pod, default/p, 1, a.yaml]");
  }

  @Test
  void aHostNetworkPodWithoutRoomIsTold() {
    String pod =
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: NAME}, spec: {hostNetwork: true,"
            + " containers: [{name: c, ports: [{containerPort: 80}]}]}}\n";
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Node, metadata: {name: n}}",
            pod.replace("NAME", "a"),
            pod.replace("NAME", "b"));
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().path())
        .containsExactly("pod.host-network-port spec");
  }

  @Test
  void aPodIsOnTheNodeThatHadToBeRenamed() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Node, metadata: {name: N_1}}",
            "---",
            "{apiVersion: v1, kind: Node, metadata: {name: node-1}}",
            POD.replace("spec: {", "spec: {nodeName: N_1, "));
    assertThat(cluster.pods()).extracting(Pod::nodeName).containsExactly("node-2");
    assertThat(cluster.nodes()).hasSize(2);
    assertThat(Described.problems(cluster))
        .contains("node.name-invalid [N_1]")
        .doesNotContain("pod.unknown-node");
  }

  @Test
  void eachKindThatIsInferredIsToldWhereItStands() {
    Cluster cluster =
        Described.read(
            "items:",
            "- {metadata: {name: p}, spec: {containers: [{name: c}]}}",
            "- {metadata: {name: n}, spec: {podCIDR: 10.0.1.0/24}}");
    assertThat(cluster.problems())
        .extracting(problem -> problem.args().get(0) + " " + problem.place().path())
        .containsExactlyInAnyOrder("Pod items[0]", "Node items[1]");
  }

  @Test
  void aProblemHasNoGapWhereANameIsMissing() {
    Cluster cluster =
        Described.read("{apiVersion: v1, kind: Pod, metadata: {}, spec: {containers: []}}");
    assertThat(Described.problems(cluster)).contains("object.left-out-unnamed [Pod]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello world|object.text",
        "[1, 2]|object.text",
        "{a: 1}|object.no-kind",
        "{kind: PodList, apiVersion: v1, items: []}|list.empty",
        "{kind: List, apiVersion: v1, items: {a: b}}|list.no-list",
        "{kind: PodList, apiVersion: v1, items: x}|list.no-list",
        "{type: ADDED, object: {kind: Pod, apiVersion: v1, metadata: {name: p}}}|file.watch-event",
        "{kind: Status, apiVersion: v1, status: Failure}|file.status-silent",
        "{kind: Status, apiVersion: v1, status: Failure, message: Unauthorized}|file.status",
        "{resources: [a.yaml]}|file.kustomization"
      })
  void aTextWithoutObjectsIsAnError(String text, String code) {
    Cluster cluster = Described.read(text);
    assertThat(cluster.holdsNothing()).isTrue();
    assertThat(cluster.nodes()).isEmpty();
    assertThat(cluster.assumptions()).isEmpty();
    assertThat(cluster.problems().stream().map(p -> p.code()).distinct())
        .isEqualTo(code == null ? List.of("text.no-object") : List.of("text.no-object", code));
  }

  @Test
  void nodesAreAssumedForPodsOnly() {
    Cluster cluster = Described.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");
    assertThat(cluster.nodes()).isEmpty();
    assertThat(cluster.assumptions()).isEmpty();
    assertThat(Described.read(POD).nodes()).hasSize(3);
    assertThat(
            Described.read(
                    "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas:"
                        + " 0, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a:"
                        + " b}}, spec: {containers: [{name: c}]}}}}")
                .nodes())
        .hasSize(3);
  }

  @Test
  void aBrokenStatusTakesNoPodAway() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}]},"
                + " status: {phase: Jogging, podIP: <redacted>, hostIP: 1.2.3}}");
    assertThat(cluster.problems())
        .extracting(p -> p.severity() + " " + p.code() + " " + p.place().path())
        .containsExactly(
            "ERROR pod.phase status.phase",
            "ERROR ip.invalid status.hostIP",
            "WARNING value.hidden status.podIP");
    assertThat(cluster.pods()).hasSize(1).allMatch(Pod::hasNetwork);
  }

  /** Rule 134. */
  @Test
  void ofEqualNamesTheLastCountsAndItIsSaid() {
    Cluster cluster =
        Described.read(
            POD,
            "---",
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: new}]}}",
            "---",
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 1}]}}",
            "---",
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 2}]}}");
    assertThat(cluster.pods()).extracting(p -> p.containers().get(0).name()).containsExactly("new");
    assertThat(cluster.problems())
        .filteredOn(p -> p.code().equals("object.twice"))
        .extracting(p -> String.join(" ", p.args()))
        .containsExactly("Pod default/p 2", "Service default/s 7");
  }
}
