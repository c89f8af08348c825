package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.ClusterViews.AssumptionView;
import dev.podlane.answer.ClusterViews.CountsView;
import dev.podlane.answer.ClusterViews.OmittedWords;
import dev.podlane.answer.ProblemView;
import dev.podlane.scenario.Samples;
import dev.podlane.store.Blanked;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of saved clusters. */
final class EntryViews {
  private EntryViews() {}

  /** A cluster, its contents counted, and its problems. */
  @Schema(name = "Cluster")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ClusterView(
      @Schema(example = "c-7hk2m9xq4p") String id,
      @Schema(example = "My cluster") String name,
      boolean sample,
      @Nullable String created,
      @Nullable String updated,
      CountsView counts,
      List<ProblemView> problems,
      List<AssumptionView> assumptions,
      @Schema(description = "What commands have changed") List<EditViews.EditView> edits,
      RedactedView redacted,
      @Schema(
              description =
                  "Names of values that are kept although they stand where secrets are common, by"
                      + " place: env, flags, annotations, configMaps",
              example = "{\"env\": [\"CALICO_IPV4POOL_CIDR\"]}")
          Map<String, ? extends Collection<String>> kept,
      @Schema(description = "What a sample is there to show") @Nullable String about,
      @Schema(description = "Probes that show the point of a sample") List<SuggestionView> probes,
      @Schema(description = "What there is too, and would make the answer too large")
          @Nullable OmittedWords omitted) {}

  /** A probe worth sending. */
  @Schema(name = "Suggestion")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SuggestionView(
      String text,
      String from,
      String to,
      String protocol,
      @Nullable Integer port,
      @Nullable Integer size,
      @Nullable String df,
      @Schema(description = "Moments at which it is sent over the time line; absent for once")
          @Nullable StreamView stream) {}

  /** The moments of a stream, in seconds. */
  @Schema(name = "SuggestedStream")
  record StreamView(
      @Schema(example = "0") double start,
      @Schema(example = "30") double until,
      @Schema(example = "0.2") double every) {
    /** Those of a sample; null for none. */
    static @Nullable StreamView of(Samples.@Nullable Stream stream) {
      return stream == null
          ? null
          : new StreamView(
              stream.start() / 1_000.0, stream.until() / 1_000.0, stream.every() / 1_000.0);
    }
  }

  /** Number of values that were blanked before the documents were kept, by their place. */
  @Schema(name = "Redacted")
  record RedactedView(
      int secrets,
      int env,
      int lastApplied,
      int configMaps,
      int arguments,
      int headers,
      int annotations,
      @Schema(description = "Kinds that Podlane does not read, and fields named like a credential")
          int other,
      @Schema(description = "Documents that could not be read, of which nothing is kept")
          int unread) {
    /** The counts of the store. */
    static RedactedView of(Blanked blanked) {
      return new RedactedView(
          blanked.of("secret"),
          blanked.of("env"),
          blanked.of("last-applied"),
          blanked.of("configMap"),
          blanked.of("arguments"),
          blanked.of("headers"),
          blanked.of("annotations"),
          blanked.of("other"),
          blanked.of("unread"));
    }

    /**
     * Returns the value of a header: the first three counts always, and the others if they are not
     * 0.
     */
    String text() {
      StringBuilder text =
          new StringBuilder("secrets=" + secrets + ", env=" + env + ", lastApplied=" + lastApplied);
      more(text, "configMaps", configMaps);
      more(text, "arguments", arguments);
      more(text, "headers", headers);
      more(text, "annotations", annotations);
      more(text, "other", other);
      more(text, "unread", unread);
      return text.toString();
    }

    private static void more(StringBuilder text, String name, int count) {
      if (count > 0) {
        text.append(", ").append(name).append('=').append(count);
      }
    }
  }

  /** One line of the list of clusters. */
  @Schema(name = "ClusterEntry")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryView(
      String id, String name, boolean sample, @Nullable String created, @Nullable String updated) {}

  /** The list of clusters. */
  @Schema(name = "ClusterList")
  record ListView(List<EntryView> clusters) {}
}
