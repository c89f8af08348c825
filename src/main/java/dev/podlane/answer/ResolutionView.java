package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.Heard;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.QueryWalk;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resolution of a name. */
@Schema(name = "Resolution")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolutionView(
    @Schema(description = "The name as the program writes it", example = "web") String name,
    @Schema(
            allowableValues = {
              "found",
              "nxdomain",
              "nodata",
              "servfail",
              "refused",
              "timeout",
              "unreachable",
              "unknown"
            })
        String result,
    @Schema(description = "The server that gave the deciding answer", example = "10.96.0.10")
        @Nullable String server,
    @Schema(description = "The sender's resolv.conf") String resolvConf,
    @Schema(description = "Queries of the sender, in the order in which they were sent")
        List<TriedView> tried,
    @Schema(description = "Records of the answer, aliases first") List<RecordView> answers,
    @Schema(description = "Addresses that were connected to, in order")
        List<AttemptView> attempts) {

  /** One query. */
  @Schema(name = "Query")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TriedView(
      @Schema(example = "web.default.svc.cluster.local.") String name,
      @Schema(example = "A") String type,
      @Schema(example = "10.96.0.10") String server,
      @Schema(
              description = "The code of the answer, or what came instead",
              allowableValues = {
                "NOERROR",
                "NODATA",
                "NXDOMAIN",
                "SERVFAIL",
                "REFUSED",
                "TIMEOUT",
                "UNREACHABLE",
                "UNKNOWN"
              })
          String result) {}

  /** A record. */
  @Schema(name = "DnsRecord")
  public record RecordView(
      @Schema(example = "web.default.svc.cluster.local.") String name,
      int ttl,
      @Schema(example = "A") String type,
      @Schema(example = "10.96.10.1") String data) {
    static RecordView of(DnsRecord each) {
      return new RecordView(
          each.name().toString(), each.ttl(), each.type().name(), each.data().text());
    }
  }

  /** An address that was connected to. */
  @Schema(name = "Attempt")
  public record AttemptView(
      @Schema(example = "10.96.10.1") String address,
      @Schema(example = "delivered") String result) {}

  /** A query's walk in short. */
  @Schema(name = "QueryWalk")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record QueryWalkView(
      @Schema(example = "web.default.svc.cluster.local.") String name,
      @Schema(example = "A") String type,
      @Schema(description = "The network namespace that sent it", example = "default/client")
          String from,
      @Schema(example = "10.96.0.10") String server,
      @Schema(allowableValues = {"udp", "tcp"}) String protocol,
      @Schema(description = "True if a DNS server sent it in its turn") boolean onward,
      @Schema(description = "True if the answer was truncated, so that TCP follows")
          boolean truncated,
      @Schema(description = "The result of the walk, as of a probe", example = "delivered")
          String result,
      @Schema(description = "The network namespace that answered", example = "kube-system/coredns")
          @Nullable String answeredBy,
      @Schema(description = "The code of the answer", example = "NOERROR") @Nullable String rcode,
      @Schema(description = "Each flow as one line") Map<String, String> paths) {}

  /** The view of a resolution. */
  public static ResolutionView of(NameLookup lookup) {
    Resolution resolution = lookup.resolution();
    return new ResolutionView(
        resolution.asked(),
        result(lookup).toLowerCase(Locale.ROOT),
        resolution.server() == null ? null : resolution.server().toString(),
        lookup.conf().text(),
        resolution.tries().stream().map(ResolutionView::tried).toList(),
        resolution.answers().stream().map(RecordView::of).toList(),
        lookup.attempts().stream()
            .map(each -> new AttemptView(each.address().toString(), each.result().text()))
            .toList());
  }

  /** The end: unknown if something that is not simulated could change it. */
  public static String result(NameLookup lookup) {
    return lookup.unsimulated().isEmpty() ? lookup.resolution().result().name() : "UNKNOWN";
  }

  private static TriedView tried(Resolution.Try one) {
    return new TriedView(
        one.question().name().toString(),
        one.question().type().name(),
        one.server().toString(),
        result(one.heard()));
  }

  private static String result(Heard heard) {
    if (heard instanceof Heard.Answer answer) {
      return answer.reply().doubt() != null
          ? "UNKNOWN"
          : answer.reply().isNoData() ? "NODATA" : answer.reply().code().name();
    }
    return heard instanceof Heard.Nothing
        ? "TIMEOUT"
        : heard instanceof Heard.Unreachable ? "UNREACHABLE" : "UNKNOWN";
  }

  /** The view of a query's walk. */
  public static QueryWalkView walk(QueryWalk walk, Map<String, String> paths) {
    return new QueryWalkView(
        walk.question().name().toString(),
        walk.question().type().name(),
        walk.trace().probe().namespace(),
        walk.server().toString(),
        walk.protocol().word(),
        walk.onward(),
        walk.truncated(),
        walk.trace().outcome().result().text(),
        walk.trace().outcome().server() == null
            ? null
            : walk.trace().outcome().server().namespace(),
        walk.reply() == null
            ? null
            : walk.reply().doubt() == null ? walk.reply().code().name() : "UNKNOWN",
        paths);
  }
}
