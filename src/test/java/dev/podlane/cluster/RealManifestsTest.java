package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Document;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public manifests load as they are: every object counted, every pod with a place and an address.
 */
final class RealManifestsTest {
  private static final Path REAL = Path.of("src/test/resources/real");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cassandra|3|{StorageClass=1}",
        "coredns|1|{ClusterRole=1, ClusterRoleBinding=1, ConfigMap=1, ServiceAccount=1}",
        "emojivoto|4|{ServiceAccount=3}",
        "flannel|3|{ClusterRole=1, ClusterRoleBinding=1, ConfigMap=1, ServiceAccount=1}",
        "gateway-api-http-routing|0|{}",
        "guestbook|6|{}",
        "ingress-nginx|3|{ClusterRole=2, ClusterRoleBinding=2, ConfigMap=1,"
            + " Role=2, RoleBinding=2, ServiceAccount=2,"
            + " ValidatingWebhookConfiguration=1}",
        "kube-prometheus|9|{APIService=1, Alertmanager=1, ClusterRole=8, ClusterRoleBinding=7,"
            + " ConfigMap=2, PodDisruptionBudget=3, Prometheus=1,"
            + " Role=4, RoleBinding=5, Secret=2, ServiceAccount=8, ServiceMonitor=13}",
        "online-boutique|12|{ServiceAccount=11}"
      })
  void loads(String set, int pods, String unused) throws IOException {
    Cluster cluster = Clusters.read(documents(set));
    assertThat(cluster.pods()).hasSize(pods).allMatch(Pod::hasNetwork);
    assertThat(cluster.pods().stream().filter(pod -> !pod.hostNetwork()).map(Pod::podIp))
        .doesNotHaveDuplicates();
    assertThat(cluster.unused()).hasToString(unused);
    // The file of coredns is a template: its clusterIP is the word CLUSTER_DNS_IP.
    assertThat(cluster.problems())
        .filteredOn(problem -> problem.severity() != Severity.INFO)
        .extracting(problem -> problem.code() + " " + problem.args())
        .extracting(each -> each.replaceAll(", .*", "]"))
        .isEqualTo(
            switch (set) {
              case "coredns" -> List.of("ip.invalid [CLUSTER_DNS_IP]");
              // the operator makes these pods
              case "kube-prometheus" ->
                  List.of(
                      "service.no-pod [monitoring/alertmanager-main]",
                      "service.no-pod [monitoring/prometheus-k8s]");
              default -> List.of();
            });
    assertThat(Described.nodes(cluster))
        .isEqualTo(
            """
            node-1 10.100.0.2 10.0.0.0/24
            node-2 10.100.0.3 10.0.1.0/24
            node-3 10.100.0.4 10.0.2.0/24\
            """
                // flannel's own configuration names its network
                .replaceAll(" 10\\.0\\.", set.equals("flannel") ? " 10.244." : " 10.0."));
  }

  private static List<Document> documents(String set) throws IOException {
    List<Document> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(REAL.resolve(set))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = REAL.resolve(set).relativize(file).toString();
        if (name.equals("LICENSE")) {
          continue;
        }
        documents.addAll(Documents.parse(name, Files.readString(file)));
      }
    }
    return documents;
  }

  /** Three kustomize trees: each kustomization and patch is named once, and nothing is merged. */
  @Test
  void kustomizeTreesAreNamedAndNotMerged() throws IOException {
    Cluster cluster = Clusters.read(documents("kustomize-springboot"));
    assertThat(cluster.pods())
        .extracting(pod -> pod.ref().namespace() + " " + pod.containers())
        .hasSize(4)
        .anyMatch(text -> text.contains("number=8080"))
        .anyMatch(text -> text.contains("number=3306"));
    assertThat(cluster.problems())
        .extracting(Problem::code)
        .containsOnly("file.kustomization", "file.patch");
    assertThat(cluster.problems())
        .filteredOn(p -> p.code().equals("file.kustomization"))
        .hasSize(11);
    assertThat(cluster.problems())
        .filteredOn(p -> p.code().equals("file.patch"))
        .extracting(p -> String.join(" ", p.args()))
        .containsExactlyInAnyOrder(
            "Deployment sbdemo",
            "Deployment sbdemo",
            "ConfigMap demo-configmap",
            "Deployment wordpress");
  }

  /** Single objects of several live clusters: every one is read, every pod is where it was. */
  @Test
  void liveObjectsOfSeveralClusters() throws IOException {
    Cluster cluster = Clusters.read(documents("live-k9s-objects"));
    assertThat(cluster.pods()).allMatch(Pod::hasNetwork);
    assertThat(Described.pods(cluster))
        .contains(
            "default/nginx minikube 172.17.0.6",
            "2w75j gke-k9s-default-pool-0fa2fb89-lbtf 10.44.0.229");
    assertThat(cluster.problems())
        .filteredOn(p -> p.severity() != Severity.INFO)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "object.twice-in-files",
            "object.version",
            "network.nodes-apart",
            "service.slice-unnamed",
            "service.no-pod-near",
            "ingress.no-path-type",
            "ingress.old-backend");
    assertThat(cluster.notSimulated().counts()).isEmpty();
  }
}
