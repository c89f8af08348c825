package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podlane.answer.ReachabilityView.BecauseView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs and probes that have another answer in one of two clusters. */
@Schema(name = "Diff", example = DiffView.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiffView(
    SummaryView summary,
    @Schema(description = "Workloads and Services at declared ports") List<ChangeView> pairs,
    @Schema(description = "Probes of Expectation documents of either cluster")
        List<ChangeView> probes,
    @Schema(description = "Number of further changes that are left out")
        @Nullable Integer omitted) {
  /** An answer of the API. */
  public static final String EXAMPLE =
      """
      {"summary": {"lost": 1, "new": 0, "other": 0, "pairs": 276, "compared": 34, "walked": 1,
        "notCompared": 0, "notWalked": 0},
       "pairs": [{"change": "lost", "from": "shop/web", "to": "svc:shop/cart", "protocol": "tcp",
         "port": "7070",
         "before": {"there": true, "result": "delivered", "policy": "allow",
           "sentence": "Delivered: ..."},
         "after": {"there": true, "result": "timeout", "policy": "deny",
           "cause": {"code": "policy.isolated",
             "object": {"kind": "NetworkPolicy", "namespace": "shop", "name": "cart"},
             "path": "spec.ingress[0].from[0].podSelector", "rule": null, "device": null,
             "netns": "node-1", "step": 9, "fields": []},
           "sentence": "Time-out: ..."}}],
       "probes": []}
      """;

  /** The extent of a comparison. */
  @Schema(name = "DiffSummary")
  public record SummaryView(
      @Schema(description = "Delivered before, and not any more") int lost,
      @Schema(name = "new", description = "Delivered now, and not before") @JsonProperty("new")
          int added,
      @Schema(description = "Not delivered, before and now, in different ways") int other,
      @Schema(description = "Pairs of either cluster") long pairs,
      @Schema(description = "Pairs that the differing objects concern") int compared,
      @Schema(description = "Pairs and probes that were walked in both clusters") int walked,
      @Schema(description = "Concerned pairs beyond the bound, of which nothing is known")
          long notCompared,
      @Schema(description = "Compared pairs of which only the policies were asked")
          int notWalked) {}

  /** A pair or probe whose answer changed. */
  @Schema(name = "DiffChange")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChangeView(
      @Schema(allowableValues = {"lost", "new", "other"}) String change,
      @Schema(description = "Of a probe: the name of its document") @Nullable String name,
      @Schema(example = "shop/web") String from,
      @Schema(example = "svc:shop/cart") String to,
      @Schema(example = "tcp") String protocol,
      @Schema(example = "7070") @Nullable String port,
      SideView before,
      SideView after) {}

  /** The answer of one cluster. */
  @Schema(name = "DiffSide")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SideView(
      @Schema(description = "false if an end or the port is not in this cluster") boolean there,
      @Schema(description = "The result of the walk; absent if it was not walked")
          @Nullable String result,
      @Schema(
              description = "The policies alone; absent if none is enforced",
              allowableValues = {"allow", "deny", "mixed", "unknown"})
          @Nullable String policy,
      @Nullable CauseView cause,
      @Schema(description = "The first reasons of the policies, if they were asked")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<BecauseView> because,
      @Schema(description = "The outcome in words, or why there is none")
          @Nullable String sentence) {}
}
