package dev.podlane.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.PairsView.CellView;
import dev.podlane.answer.PairsView.PartView;
import dev.podlane.answer.PairsView.ReceiverView;
import dev.podlane.answer.PairsView.SenderView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names from manifests are never markup, formulas or parts of a graph's syntax. */
final class PairsTextTest {
  private static final String NAME = "=a\"],<script>&\\,x";

  private static PairsView view() {
    SenderView from = new SenderView("workload", "n", NAME, "Pod", 1, null);
    ReceiverView to =
        new ReceiverView("workload", null, NAME, "Pod", 1, null, "tcp", 80, "declared");
    CellView cell = new CellView(0, 0, "allow", "allow", false, null, null, List.of());
    PartView part = new PartView(0, 1, 1);
    return new PairsView(
        true,
        0,
        1,
        1,
        "workload",
        "ipv4",
        part,
        part,
        List.of(from),
        List.of(to),
        List.of(cell),
        null);
  }

  @Test
  void namesAreQuotedInLines() {
    assertThat(PairsText.csv(view()))
        .contains("workload,n,\"'=a\"\"],<script>&\\,x\",workload,,\"'=a");
  }

  @Test
  void namesAreStringsOfTheGraph() {
    assertThat(PairsText.dot(view()))
        .contains("label=\"n/=a\\\"],<script>&\\\\,x\"]")
        .contains("n0 -> n1 [label=\"tcp 80\", style=solid];");
  }

  @Test
  void namesAreTextInThePicture() {
    assertThat(PairsPicture.svg(view()))
        .contains("n/=a&quot;],&lt;script&gt;&amp;\\,x")
        .doesNotContain("<script");
  }
}
