package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that only look like those of Kubernetes are named, with the right spelling. */
final class FieldSpellingTest {
  private static Cluster read(String object) {
    return Described.read(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: Node, apiVersion: v1, metadata: {name: n}, spec: {podCidr: 10.0.1.0/24}}"
            + "|spec.podCidr|podCIDR",
        "{kind: Node, apiVersion: v1, metadata: {name: n}, spec: {pod_cidr: 10.0.1.0/24}}"
            + "|spec.pod_cidr|podCIDR",
        "{kind: Node, apiVersion: v1, metadata: {name: n}, Spec: {podCIDR: 10.0.1.0/24}}|Spec|spec",
        "{kind: Pod, apiVersion: v1, metadata: {name: p}, spec: {nodename: n, containers: [{name:"
            + " c, image: i}]}}|spec.nodename|nodeName",
        "{kind: Pod, apiVersion: v1, metadata: {name: p}, spec: {containers: [{name: c, image: i,"
            + " ports: [{containerPort: 80, hostport: 80}]}]}}"
            + "|spec.containers[0].ports[0].hostport|hostPort",
        "{kind: Deployment, apiVersion: apps/v1, metadata: {name: d}, spec: {Replicas: 2, selector:"
            + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers:"
            + " [{name: c, image: i}]}}}}|spec.Replicas|replicas",
        "{kind: Deployment, apiVersion: apps/v1, metadata: {name: d}, spec: {selector:"
            + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {host-network:"
            + " true, containers: [{name: c, image:"
            + " i}]}}}}|spec.template.spec.host-network|hostNetwork",
        "{kind: Service, apiVersion: v1, metadata: {name: s}, spec: {clusterip: None, ports:"
            + " [{port: 80}]}}|spec.clusterip|clusterIP",
        "{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: s}, spec:"
            + " {podselector: {}}}|spec.podselector|podSelector"
      })
  void isNamedWithTheRightSpelling(String object, String path, String meant) {
    assertThat(read(object).problems())
        .filteredOn(problem -> problem.code().equals("field.spelling"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.place().path()).isEqualTo(path);
              assertThat(problem.args()).last().isEqualTo(meant);
            });
  }

  @Test
  void otherFieldsAndLabelsAreNot() {
    String pod =
        """
        kind: Pod
        apiVersion: v1
        metadata: {name: p, labels: {nodename: x, podcidr: y}, annotations: {HostNetwork: "1"}}
        spec:
          nodeSelector: {NodeName: a}
          schedulerName: default-scheduler
          containers: [{name: c, image: i, Ports: null, env: [{name: hostnetwork, value: x}]}]
        """;

    assertThat(read(pod).problems())
        .filteredOn(problem -> problem.code().equals("field.spelling"))
        .extracting(problem -> problem.place().path())
        .containsExactly("spec.containers[0].Ports");
  }
}
