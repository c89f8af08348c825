package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The time line of a cluster. Times are in seconds since its beginning. */
@Schema(name = "Timeline")
public record TimelineView(
    @Schema(description = "The cluster it is of: the copy, if one was made") String cluster,
    @Schema(description = "When the last thing happens", example = "17.51") double end,
    @Schema(
            description =
                "Whether nothing is left to happen then; false if the course was cut after an hour"
                    + " or too many events, as of a container that restarts for ever")
        boolean settled,
    @Schema(description = "Delays and periods at the end, in seconds; seed, proxyBurst and onStop")
        SortedMap<String, Object> settings,
    @Schema(description = "What people did, in the order of time") List<PlannedView> planned,
    @Schema(
            description =
                "Workloads that roll out, as they are at the end; those to which something happens"
                    + " first, at most 100")
        List<WorkloadView> workloads,
    @Schema(
            description = "CronJobs, which an event fire lets fire; at most 100",
            example = "[\"CronJob default/report\"]")
        List<String> cronJobs,
    @Schema(description = "How many events there are in all", example = "41") int total,
    @Schema(description = "What happened, in the order of time; those asked for")
        List<HappenedView> events) {

  /** Something that was planned. */
  @Schema(name = "PlannedEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PlannedView(
      @Schema(description = "Its number among the edits", example = "1") int edit,
      @Schema(description = "When it happens", example = "0") double time,
      @Schema(description = "What it happens to", example = "Deployment default/web") String where,
      @Schema(example = "spec.template.spec.containers[0].image = \"nginx:2\"") String what,
      @Schema(description = "Why it does not happen; absent if it does")
          @Nullable String refused) {}

  /** A workload that rolls out. */
  @Schema(name = "TimelineWorkload")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WorkloadView(
      @Schema(example = "Deployment") String kind,
      String namespace,
      String name,
      @Schema(description = "Pods it wants; what it means differs by kind") int replicas,
      @Schema(
              description =
                  "Pods above that number, of a percentage those it comes to; absent if it has no"
                      + " such limit",
              example = "1")
          @Nullable Integer maxSurge,
      @Schema(description = "Pods below it, likewise", example = "0")
          @Nullable Integer maxUnavailable,
      @Schema(description = "Longest preStop hook of its template, in seconds", example = "2")
          double preStop,
      @Schema(description = "Images of its template", example = "nginx:1.29") String image,
      @Schema(description = "Images by the name of each ReplicaSet it had")
          SortedMap<String, String> versions) {}

  /** Something that happened. */
  @Schema(name = "TimelineEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HappenedView(
      @Schema(description = "When", example = "5.12") double time,
      @Schema(description = "Who did it", example = "deployment-controller") String actor,
      @Schema(description = "The node it happened on; absent if in the API server")
          @Nullable String node,
      @Schema(description = "What it happened to") ObjectView object,
      @Schema(description = "What changed", example = "set.scaled.roll-down") String code,
      @Schema(description = "What changed, as a sentence") String sentence,
      @Schema(description = "Why, as a sentence; absent for what people do") @Nullable String why,
      @Schema(description = "The rule it follows, of docs/controllers.md", example = "163")
          @Nullable Integer rule) {}

  /** An object. */
  @Schema(name = "TimelineObject")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ObjectView(String kind, @Nullable String namespace, String name) {}
}
