package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.podlane.answer.ProblemView;
import dev.podlane.web.api.EntryViews.ClusterView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of challenges. */
final class ChallengeViews {
  private ChallengeViews() {}

  /** All challenges. */
  @Schema(name = "ChallengeList")
  record ChallengesView(
      @Schema(description = "In the order in which they are taught")
          List<ChallengeEntryView> challenges,
      List<ProblemView> problems) {}

  /** A challenge in the list. */
  @Schema(name = "ChallengeEntry")
  record ChallengeEntryView(
      @Schema(example = "no-row") String id,
      @Schema(example = "1") int number,
      @Schema(description = "1 one row or switch, 2 closer, 3 objects, 4 faults that hide others")
          int level,
      @Schema(example = "A row is missing") String title,
      String story,
      @Schema(description = "Edits of the shortest known repair", example = "1") int par) {}

  /** A challenge. */
  @Schema(name = "Challenge")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChallengeView(
      String id,
      int number,
      int level,
      String title,
      String story,
      @Schema(description = "The broken cluster; it can be looked at, not changed") String cluster,
      @Nullable String sample,
      @Schema(description = "Symptoms, true now") List<MetView> red,
      @Schema(description = "Conditions to be met; some hold and must go on to")
          List<MetView> goals,
      @Schema(description = "Network namespaces and objects that may not be edited")
          List<String> forbidden,
      @Schema(description = "Three, each says more; the third costs a star") List<String> hints,
      int par,
      @Schema(description = "The point of it, for afterwards") String teaches,
      List<ProbeView> probes,
      @Schema(description = "Edits at the beginning of a started cluster that are the fault")
          int given) {}

  /** A condition in words. */
  @Schema(name = "ChallengeCondition")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MetView(
      String say,
      @Schema(description = "Name of the probe that shows it; absent for none")
          @Nullable String probe,
      boolean met,
      @Schema(description = "Code of something that the engine does not know")
          @Nullable String unknown) {}

  /** A probe. */
  @Schema(name = "ChallengeProbe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProbeView(
      String name,
      @Schema(description = "The body of POST …/traces", type = "object") @JsonRawValue
          String probe,
      @Nullable Double moment) {}

  /** A challenge that was started. */
  @Schema(name = "StartedChallenge")
  record StartedView(
      @Schema(description = "The cluster to be repaired") ClusterView cluster,
      ChallengeView challenge) {}

  /** The state of a learner's cluster. */
  @Schema(name = "ChallengeCheck")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChallengeCheckView(
      boolean passed,
      List<MetView> red,
      List<MetView> goals,
      @Schema(description = "Forbidden places that were edited") List<String> forbidden,
      @Schema(description = "True if the fault was taken back instead of repaired")
          boolean takenBack,
      @Schema(description = "Number of the learner's edits") int edits,
      int par,
      @Schema(description = "The reason why this well-known try is not enough; absent otherwise")
          @Nullable String say) {}
}
