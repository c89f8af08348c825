package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.workspace.Traffic;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stream of probes over the time line. Times are in seconds. */
@Schema(name = "Traffic")
public record TrafficView(
    List<SentView> probes,
    @Schema(description = "How many probes had each result, pod, version and node") Sums sums,
    @Schema(description = "When probes failed for a reason that only time gives")
        List<GapView> gaps,
    @Schema(
            description =
                "When probes were answered over connections that have outlived the rules which"
                    + " they began with")
        List<GapView> marks,
    @Schema(description = "The TCP connections that were kept open") List<LifeView> connections) {
  private static final double SECOND = 1_000;

  /** A probe of the stream; POST …/timeline/traffic/traces gives its walk. */
  @Schema(name = "TrafficProbe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SentView(
      @Schema(example = "5.3") double time,
      @Schema(example = "7") long seed,
      @Schema(description = "As of a trace; absent: the sender was not there", example = "refused")
          String result,
      @Schema(description = "The cause's code; absent if delivered", example = "no-socket")
          @Nullable String code,
      @Schema(description = "The pod that answered or should have") @Nullable String pod,
      @Nullable String node,
      @Schema(description = "The image of its first container", example = "nginx:1.29")
          @Nullable String version,
      @Schema(
              description = "The reason that time gives",
              allowableValues = {
                "stale-rules",
                "connection-kept",
                "affinity-kept",
                "policy-changed",
                "node-lost",
                "not-listening",
                "address-gone",
                "rules-missing",
                "no-sender"
              })
          @Nullable String why,
      @Schema(description = "Number of its socket, from 1, where one is kept", example = "1")
          @Nullable Integer connection) {}

  /** Numbers of probes by name. */
  @Schema(name = "TrafficSums")
  public record Sums(
      SortedMap<String, Integer> results,
      SortedMap<String, Integer> pods,
      SortedMap<String, Integer> versions,
      SortedMap<String, Integer> nodes) {}

  /** Probes that failed one after the other. */
  @Schema(name = "TrafficGap")
  public record GapView(
      double from, double until, String pod, String cause, int probes, String sentence) {}

  /** A TCP connection that was kept open. */
  @Schema(name = "TrafficConnection")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LifeView(
      int number,
      double opened,
      @Schema(description = "When it ended for the client; absent while it stands")
          @Nullable Double closed,
      @Schema(
              description =
                  "open: it stands; closed: the other end's FIN came; failed: a probe over it"
                      + " failed, and the client gave it up; gone: the client is gone",
              allowableValues = {"open", "closed", "failed", "gone"})
          String end,
      @Nullable String pod,
      @Nullable String node) {
    static LifeView of(Traffic.Life life) {
      Long closed = life.closed();
      return new LifeView(
          life.number(),
          life.opened() / SECOND,
          closed == null ? null : (Double) (closed / SECOND),
          life.end().name().toLowerCase(Locale.ROOT),
          life.pod(),
          life.node());
    }
  }

  /** Describes a stream. */
  public static TrafficView of(Traffic.Answer answer, long seed, Localizer words) {
    List<Traffic.Sent> sent = answer.sent();
    List<SentView> probes = new ArrayList<>();
    Sums sums = new Sums(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (Traffic.Sent each : sent) {
      SentView view = view(each, seed + probes.size());
      probes.add(view);
      count(sums.results(), view.result());
      if (each.isDelivered()) {
        count(sums.pods(), view.pod());
        count(sums.versions(), view.version());
        count(sums.nodes(), view.node());
      }
    }
    return new TrafficView(
        probes,
        sums,
        views(Traffic.gaps(sent), "time.gap.", words),
        views(Traffic.marks(sent), "time.mark.", words),
        answer.connections().stream().map(LifeView::of).toList());
  }

  private static List<GapView> views(List<Traffic.Gap> found, String keys, Localizer words) {
    List<GapView> views = new ArrayList<>();
    for (Traffic.Gap each : found) {
      String why = word(each.why());
      String name = each.pod().substring(each.pod().indexOf('/') + 1);
      views.add(
          new GapView(
              each.from() / SECOND,
              each.until() / SECOND,
              each.pod(),
              why,
              each.probes(),
              words.say(keys + why, name, "" + each.probes())));
    }
    return views;
  }

  private static SentView view(Traffic.Sent sent, long seed) {
    return new SentView(
        sent.at() / SECOND,
        seed,
        sent.result() == null ? "absent" : sent.result().name().toLowerCase(Locale.ROOT),
        sent.code() == null ? null : sent.code().text(),
        sent.pod(),
        sent.node(),
        sent.version(),
        sent.why() == null ? null : word(sent.why()),
        sent.connection() == 0 ? null : sent.connection());
  }

  private static String word(Traffic.Why why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void count(SortedMap<String, Integer> sums, @Nullable String name) {
    if (name != null) {
      sums.merge(name, 1, Integer::sum);
    }
  }
}
