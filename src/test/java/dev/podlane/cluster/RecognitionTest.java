package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects are told from what only looks like them, and from where they lie. */
final class RecognitionTest {
  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}]}}";
  private static final String BARE = "{metadata: {name: p}, spec: {containers: [{name: c}]}}";

  private static Cluster files(String... namesAndTexts) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      documents.addAll(Documents.parse(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return Clusters.read(documents);
  }

  private static List<String> codes(Cluster cluster) {
    return cluster.problems().stream().map(p -> p.code() + " " + p.args()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k/kustomization.yaml|{resources: [a.yaml]}|file.kustomization [k]",
        "kustomization.yml|{namespace: x}|file.kustomization [.]",
        "x.yaml|{bases: [../base], namePrefix: dev-}|file.kustomization [.]",
        "x.yaml|{apiVersion: kustomize.config.k8s.io/v1alpha1, kind: Component}|"
            + "file.kustomization [.]",
        "x.yaml|[{op: replace, path: /spec/replicas, value: 3}]|file.json-patch []",
        "c/Chart.yaml|{apiVersion: v2, name: shop, version: 1.0.0}|file.helm-chart [shop]",
        "c/values.yaml|{a: 1}|file.helm-values []",
        "prod-values.yaml|{a: 1}|file.helm-values []",
        "x.yaml|{replicaCount: 2, image: {repository: r}, service: {port: 1}}|"
            + "file.helm-values []",
        "docker-compose.yml|{services: {web: {}}}|file.compose []",
        "x.yaml|{services: {web: {image: nginx}}}|file.compose []",
        "config|{apiVersion: v1, kind: Config, clusters: [], contexts: [], users: []}|"
            + "file.kubeconfig []",
        "x.yaml|{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration}|"
            + "file.program [ClusterConfiguration, kubeadm.k8s.io]",
        "x.yaml|{apiVersion: meta.k8s.io/v1, kind: Table, rows: []}|file.table []"
      })
  void filesOfToolsAreNamedOnce(String file, String text, String problem) {
    Cluster cluster = files(file, text, "pod.yaml", POD);
    assertThat(codes(cluster)).containsExactly(problem);
    assertThat(cluster.pods()).hasSize(1);
  }

  @Test
  void patchesNeverReplaceObjects() {
    String whole =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector:"
            + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers:"
            + " [{name: c, ports: [{containerPort: 80}]}]}}}}";
    String part =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {template: {spec:"
            + " {containers: [{name: c}]}}}}";
    String config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}";
    String delete = "{apiVersion: v1, kind: Pod, metadata: {name: p}, $patch: delete}";
    String port = "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {type: NodePort}}";
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}";
    Cluster cluster =
        files(
            "base/d.yaml", whole,
            "base/s.yaml", service,
            "over/d.yaml", part,
            "over/s.yaml", port,
            "over/m.yaml", config,
            "over/p.yaml", delete,
            "over/kustomization.yaml", "{resources: [../base], patches: [{path: ../over/m.yaml}]}",
            "pod.yaml", POD);
    assertThat(cluster.pods())
        .extracting(p -> p.containers().get(0).ports().size())
        .containsExactly(1, 0);
    assertThat(codes(cluster))
        .containsExactly(
            "file.kustomization [over]",
            "file.patch [Deployment, d]",
            "file.patch [Service, s]",
            "file.patch [ConfigMap, m]",
            "file.patch [Pod, p]");
    assertThat(cluster.unused()).hasToString("{}");
  }

  @Test
  void aWorkloadWithoutSelectorIsNoPatchWhereNothingElseSaysSo() {
    Cluster cluster =
        files(
            "d.yaml",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {template: {spec:"
                + " {containers: [{name: c}]}}}}");
    assertThat(cluster.pods()).hasSize(1);
    assertThat(codes(cluster)).containsExactly("workload.no-selector [Deployment, d]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pods.yaml|default/p",
        "dump/pods/p.yaml|default/p",
        "api/v1/namespaces/shop/pods/p.yaml|shop/p",
        "must-gather/namespaces/shop/core/pods.yaml|shop/p",
        "kube-system-pods.yaml|default/p",
        "x.yaml|default/p",
        "namespaces/shop/p.yaml|shop/p"
      })
  void aKindThatOnlyThePathOrTheFieldsTell(String file, String path) {
    Cluster cluster = files(file, BARE);
    assertThat(cluster.pods()).extracting(p -> p.ref().path()).containsExactly(path);
    assertThat(codes(cluster)).containsExactly("object.kind-inferred [Pod, 1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes.yaml|{metadata: {name: p}, spec: {containers: [{name: c}]}}",
        "x.yaml|{metadata: {name: d}, spec: {template: {spec: {containers: [{name: c}]}}}}",
        "pods-and-nodes.yaml|{metadata: {name: p}}",
        "pods.yaml|{spec: {containers: [{name: c}]}}"
      })
  void whatIsNotCertainIsNotInferred(String file, String text) {
    Cluster cluster = files(file, text, "pod.yaml", POD);
    assertThat(codes(cluster)).containsExactly("object.no-kind [kind, 1]");
  }

  /** Rule 132. */
  @Test
  void listsOfEveryForm() {
    Cluster cluster =
        files(
            "a.yaml", "{apiVersion: v1, kind: PodList, items: [" + BARE.replace("p}", "a}") + "]}",
            "b.yaml", "{kind: PodList, items: [" + BARE.replace("p}", "b}") + "]}",
            "c.yaml", "{apiVersion: v1, kind: List, items: [" + BARE.replace("p}", "c}") + "]}",
            "d.yaml", "{items: [{items: [" + BARE.replace("p}", "d}") + "]}]}",
            "e.yaml", "[" + POD.replace("p}", "e}") + "]",
            "deployments.yaml",
                "{items: [{metadata: {name: f}, spec: {selector: {matchLabels: {a: b}}, template:"
                    + " {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}}]}",
            "empty.yaml", "{apiVersion: v1, kind: NodeList, items: null}");
    assertThat(cluster.pods().stream().map(p -> p.name().substring(0, 1)).toList())
        .containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(cluster.problems())
        .extracting(p -> p.code())
        .containsOnly("object.kind-inferred", "list.empty");
  }

  /** One problem for a list whose items tell nothing, not one for each. */
  @Test
  void itemsWithoutKindAreOneProblem() {
    Cluster cluster = files("x.yaml", "{items: [{a: 1}, {a: 2}, {a: 3}]}", "p.yaml", POD);
    assertThat(codes(cluster)).containsExactly("object.no-kind [kind, 3]");
  }

  /** Rule 132: the version counts, too. */
  @ParameterizedTest
  @CsvSource({
    "app/v1, Deployment, apps/v1, Deployment",
    "apps/v1, deployment, apps/v1, Deployment",
    "v2, pod, v1, Pod",
    "networking.k8s.io/v1, ReplicaSet, apps/v1, ReplicaSet",
    "podlane.dev/v1, clusterNetwork, podlane.dev/v1, ClusterNetwork"
  })
  void whatWasMeantIsNamed(String version, String kind, String rightVersion, String rightKind) {
    String text = "{apiVersion: %s, kind: %s, metadata: {name: x}}".formatted(version, kind);
    assertThat(codes(files("x.yaml", text)))
        .contains(
            "object.version [%s, %s, %s, %s]".formatted(version, kind, rightVersion, rightKind));
    assertThat(codes(files("x.yaml", text.replace(version, "serving.knative.dev/v1"))))
        .noneMatch(code -> code.startsWith("object.version"));
  }

  @Test
  void versionsAndGroupsAreTold() {
    Cluster cluster =
        files(
            "a.yaml",
            "{apiVersion: extensions/v1beta1, kind: Deployment, metadata: {name: old}, spec:"
                + " {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}}",
            "b.yaml",
            "{apiVersion: v1, kind: Deployment, metadata: {name: wrong}}",
            "c.yaml",
            "{apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy, metadata: {name: n}}");
    assertThat(cluster.pods()).hasSize(1);
    assertThat(cluster.unused())
        .hasToString("{Deployment=1, NetworkPolicy.crd.projectcalico.org=1}");
    assertThat(codes(cluster)).contains("object.version [v1, Deployment, apps/v1, Deployment]");
  }

  /** The stored form of a list without a kind is still read as the same list. */
  @Test
  void aListWithoutAKindIsReadAfterItWasBlanked() {
    String text = "metadata: {}\nitems:\n- " + BARE + "\n- " + POD.replace("name: p", "name: q");
    String file = "namespaces/shop/core/pods.yaml";
    Redacted kept = Redaction.redact(file, text, Limits.DEFAULT);
    Cluster cluster = Clusters.read(kept.read().documents());
    assertThat(cluster.pods().stream().map(pod -> pod.ref().path()))
        .containsExactly("shop/p", "default/q");
    assertThat(codes(cluster)).containsExactly("object.kind-inferred [Pod, 1]");
  }

  /**
   * A patch listed by a kustomization is one after blanking, too, even if it looks like an object.
   */
  @Test
  void aPatchThatLooksWholeIsOneIfTheKustomizationSaysSo() {
    String deployment =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: N, selector:"
            + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers:"
            + " [{name: c, image: i}]}}}}";
    String kustomization =
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [../base]
        patches:
        - path: replicas.yaml
        - patch: 'password: hunter2'
        """;
    List<Document> kept = new ArrayList<>();
    for (String[] file :
        new String[][] {
          {"base/d.yaml", deployment.replace("N", "1")},
          {"overlay/kustomization.yaml", kustomization},
          {"overlay/replicas.yaml", deployment.replace("N", "5")}
        }) {
      Redacted redacted = Redaction.redact(file[0], file[1], Limits.DEFAULT);
      assertThat(redacted.text()).doesNotContain("hunter2");
      kept.addAll(redacted.read().documents());
    }
    Cluster cluster = Clusters.read(kept);
    assertThat(cluster.pods()).hasSize(1);
    assertThat(codes(cluster))
        .containsExactly("file.kustomization [overlay]", "file.patch [Deployment, d]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeName: n2}",
        "apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {parallelism: 2}",
        "apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {suspend: true}",
        "apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {egress:"
            + " []}"
      })
  void aPartOfAnObjectBesideAKustomizationIsAPatch(String part) {
    Cluster cluster =
        files("kustomization.yaml", "{resources: [x.yaml]}", "a.yaml", "{" + part + "}");
    assertThat(codes(cluster).get(cluster.problems().size() - 1)).startsWith("file.patch [");
  }
}
