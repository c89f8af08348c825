package dev.podlane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.Described;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.read.Documents;
import org.junit.jupiter.api.Test;

/** The samples say all they should, and nothing has to be assumed for the article's. */
final class SamplesTest {
  private static Cluster sample(String name) {
    return Clusters.read(Documents.parse(name, Samples.text(name).orElseThrow()));
  }

  @Test
  void theArticlesCluster() {
    Cluster cluster = sample("article");
    assertThat(Described.nodes(cluster))
        .isEqualTo(
            """
            node-1 10.100.0.2 10.0.1.0/24
            node-2 10.100.0.3 10.0.2.0/24\
            """);
    assertThat(Described.pods(cluster))
        .isEqualTo(
            """
            default/web-1 node-1 10.0.1.2 nginx:http=80,scrapyd:scrapyd=6800
            default/api-1 node-1 10.0.1.3 api:http=8080
            default/web-2 node-2 10.0.2.2 nginx:http=80
            default/db-0 node-2 10.0.2.3 postgres:postgres=5432\
            """);
    assertThat(cluster.network().gatewayRoutes())
        .extracting(route -> route.destination() + " via " + route.via())
        .containsExactly("10.0.1.0/24 via 10.100.0.2", "10.0.2.0/24 via 10.100.0.3");
    assertThat(cluster.problems()).isEmpty();
    assertThat(cluster.assumptions()).isEmpty();
  }

  @Test
  void twentyNodesWithThreeHundredPods() {
    Cluster cluster = sample("twenty-nodes");
    assertThat(cluster.nodes()).hasSize(20);
    assertThat(cluster.pods()).hasSize(300).allMatch(Pod::hasNetwork);
    assertThat(cluster.pods().stream().map(Pod::podIp)).doesNotHaveDuplicates();
    assertThat(cluster.pods().stream().filter(pod -> "node-07".equals(pod.nodeName()))).hasSize(15);
    assertThat(cluster.problems()).isEmpty();
    assertThat(Described.assumptions(cluster))
        .isEqualTo("pods.brought [300]\npods.scheduled [300]\npods.addresses [300]");
    assertThat(Samples.names()).allMatch(name -> Samples.text(name).isPresent());
    assertThat(Samples.text("other")).isEmpty();
  }
}
