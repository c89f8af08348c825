package dev.podlane.workspace.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import org.junit.jupiter.api.Test;

/** An answer about many pairs ends in time. */
class PairsBoundsTest {
  private static final PairRequest REQUEST =
      new PairRequest(
          Ip.Family.IPV4,
          null,
          null,
          Grouping.WORKLOAD,
          new Focus.Everything(),
          /* exposure= */ true,
          0,
          20,
          0,
          20);

  @Test
  void cellsForWhichThereIsNoTimeAreUnknown() {
    Cluster cluster =
        Clusters.read(
            Documents.parse(
                "", "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}"));
    Pairs pairs = new LazyPairs(cluster, new LazyPolicies(cluster)).get();

    PairPage whole = pairs.page(REQUEST);
    PairPage late = pairs.page(REQUEST, 0);

    assertThat(late.cells()).hasSameSizeAs(whole.cells()).isNotEmpty();
    assertThat(whole.cells()).noneMatch(each -> each.cell().limited());
    assertThat(late.cells())
        .allMatch(each -> each.cell().limited() && each.cell().summary() == Cell.Summary.UNKNOWN);
  }
}
