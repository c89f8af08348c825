package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.workspace.PolicyAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answers of the policies about packets. */
@Schema(name = "Reachability", example = ReachabilityView.EXAMPLE)
public record ReachabilityView(
    @Schema(
            description =
                "False if nothing in the cluster enforces policies: the answers say what an engine"
                    + " that does would decide")
        boolean enforced,
    List<AnswerView> answers) {
  /** An answer of the API. */
  public static final String EXAMPLE =
      """
      {"enforced": true, "answers": [{"verdict": "deny", "because": [
        {"direction": "ingress", "tier": "network-policy", "effect": "does-not-allow",
         "object": {"kind": "NetworkPolicy", "namespace": "shop", "name": "redis"},
         "path": "spec.ingress[0].from[0].podSelector",
         "fields": [{"field": "spec.ingress[0].from[0].podSelector",
           "wanted": "app=cart", "had": "app=loadgenerator"}]}]}]}
      """;

  /** Reasons of all answers together; of each answer the first is always there. */
  private static final int MOST_REASONS = 30_000;

  private static final int MOST_OF_ONE = 16;

  /** The answer to one probe. */
  @Schema(name = "ReachabilityAnswer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AnswerView(
      @Schema(
              description =
                  "mixed: it depends on the endpoint that is chosen, or on the node at which the"
                      + " packet arrives",
              allowableValues = {"allow", "deny", "mixed", "unknown"})
          String verdict,
      @Schema(description = "Empty where no policy selects either end") List<BecauseView> because,
      @Schema(
              description = "The fact without which the packet itself is not known",
              example = "no-endpoints")
          @Nullable String missing,
      @Schema(description = "Number of further reasons that are left out")
          @Nullable Integer more) {}

  /** A part of the reason. */
  @Schema(name = "ReachabilityReason")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BecauseView(
      @Schema(allowableValues = {"egress", "ingress"}) String direction,
      @Schema(
              description =
                  "other: a policy of an API that is not simulated. exempt: a pod's traffic with"
                      + " itself or from its own node, which no policy forbids",
              allowableValues = {"admin", "network-policy", "baseline", "other", "exempt"})
          String tier,
      @Schema(allowableValues = {"allows", "denies", "passes", "does-not-allow", "may-change"})
          String effect,
      CauseView.@Nullable ObjectView object,
      @Schema(description = "The rule or field", example = "spec.ingress[0].from[1].podSelector")
          String path,
      @Schema(description = "Fields that failed, or could not be compared; fewest first")
          List<CauseView.FieldView> fields) {
    static BecauseView of(Because because) {
      ObjectRef ref = because.object();
      return new BecauseView(
          word(because.direction()),
          word(because.tier()),
          word(because.effect()),
          ref == null ? null : named(ref),
          because.path(),
          because.fields().stream()
              .map(each -> new CauseView.FieldView(each.field(), each.wanted(), each.had()))
              .toList());
    }
  }

  /** The answers to probes, in their order. */
  public static ReachabilityView of(boolean enforced, List<PolicyAnswer> answers) {
    int most = Math.max(1, Math.min(MOST_OF_ONE, MOST_REASONS / Math.max(1, answers.size())));
    List<AnswerView> views = new ArrayList<>();
    answers.forEach(each -> views.add(of(each, most)));
    return new ReachabilityView(enforced, views);
  }

  /** The answer to one probe. */
  public static AnswerView of(PolicyAnswer answer) {
    return of(answer, MOST_OF_ONE);
  }

  private static AnswerView of(PolicyAnswer answer, int most) {
    int more = answer.because().size() - most;
    return new AnswerView(
        word(answer.verdict()),
        answer.because().stream().limit(most).map(BecauseView::of).toList(),
        answer.missing(),
        more > 0 ? (Integer) more : null);
  }

  static CauseView.ObjectView named(ObjectRef ref) {
    String namespace = ref.namespace().isEmpty() ? null : ref.namespace();
    return new CauseView.ObjectView(ref.kind(), namespace, ref.name());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
