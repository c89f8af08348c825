package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.ReachabilityView.AnswerView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.answer.TraceView.ProbeView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The explanation of a probe's outcome. */
@Schema(name = "Why")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhyView(
    ProbeView probe,
    OutcomeView outcome,
    @Schema(
            description =
                "The policies' own answer, in each direction and tier; absent where they are not"
                    + " asked, as of ICMP and URLs")
        @Nullable AnswerView policies,
    @Schema(description = "The field that decided, among the lines of its object")
        @Nullable SourceView source,
    @Schema(description = "False if nothing in the cluster enforces policies") boolean enforced,
    @Schema(
            description =
                "Changes after which it is delivered, or at least no policy denies it; the smallest"
                    + " first. Each was tried by walking the probe again")
        List<RemedyView> remedies,
    @Schema(
            description =
                "Outcomes if something were different that the documents do not say, or that is not"
                    + " simulated")
        List<SuppositionView> suppositions,
    @Schema(description = "Changes that were not tried, since it took too long") int untried) {
  /** An answer with one remedy. */
  public static final String EXAMPLE =
      """
      {"probe": {"from": "shop/web-1", "to": "shop/redis", "protocol": "tcp", "port": 6379},
       "outcome": {"result": "timeout", "cause": {"code": "policy.isolated",
         "object": {"kind": "NetworkPolicy", "namespace": "shop", "name": "redis"},
         "path": "spec.ingress[0].from[0].podSelector", "netns": "node-2", "step": 41,
         "fields": [{"field": "spec.ingress[0].from[0].podSelector",
           "wanted": "access=redis", "had": "!access"}]},
         "sentence": "Timed out: no answer came from shop/redis. …"},
       "policies": {"verdict": "deny", "because": []},
       "source": {"object": {"kind": "NetworkPolicy", "namespace": "shop", "name": "redis"},
         "path": "spec.ingress[0].from[0].podSelector", "file": "shop.yaml", "line": 31,
         "first": 10, "mark": 1, "lines": ["  - from:", "    - podSelector:"]},
       "enforced": true,
       "remedies": [{"edits": [{"object": {"kind": "Deployment", "namespace": "shop", "name": "web"},
           "path": "spec.template.metadata.labels",
           "value": {"app": "web", "access": "redis"}}],
         "sentences": ["Give Deployment shop/web the labels access=redis."],
         "result": "delivered", "sentence": "Delivered: …"}],
       "suppositions": [], "untried": 0}
      """;

  /**
   * A field of an object, with the lines around it.
   *
   * @param file empty if it has none
   */
  @Schema(name = "WhySource")
  public record SourceView(
      CauseView.ObjectView object,
      @Schema(example = "spec.ingress[0].from[0].podSelector") String path,
      @Schema(example = "shop.yaml") String file,
      @Schema(description = "Its line in the documents", example = "31") int line,
      @Schema(description = "The number of the first line within the object, from 1") int first,
      @Schema(description = "The index of the line that has the field") int mark,
      @Schema(description = "Lines of the object as it is now, edits included")
          List<String> lines) {
    /** Copies its lines. */
    public SourceView {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A change that helps.
   *
   * @param edits in the words of {@code POST …/edits}, all of them in this order
   */
  @Schema(name = "WhyRemedy")
  public record RemedyView(
      @Schema(description = "Bodies of POST …/edits; all are needed, in this order")
          List<Map<String, Object>> edits,
      @Schema(description = "The edits in words") List<String> sentences,
      @Schema(description = "The outcome afterwards", example = "delivered") String result,
      @Schema(description = "The outcome afterwards in words") String sentence) {
    /** Copies its lists. */
    public RemedyView {
      edits = List.copyOf(edits);
      sentences = List.copyOf(sentences);
    }
  }

  /** A setting with another value. */
  @Schema(name = "WhySupposition")
  public record SuppositionView(
      @Schema(example = "policyEngine") String setting,
      @Schema(example = "none") String value,
      @Schema(description = "Gives it that value, as a body of POST …/edits")
          Map<String, Object> edit,
      @Schema(description = "The outcome then") String result,
      @Schema(description = "If it were so: the outcome then, in words") String sentence) {}

  /** Copies its lists. */
  public WhyView {
    remedies = List.copyOf(remedies);
    suppositions = List.copyOf(suppositions);
  }
}
