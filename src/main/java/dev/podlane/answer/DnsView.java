package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.CauseView.ObjectView;
import dev.podlane.answer.ClusterViews.AssumptionView;
import dev.podlane.answer.ResolutionView.QueryWalkView;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.ResolvedName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The answer to a name. */
@Schema(name = "DnsAnswer")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DnsView(
    @Schema(
            description =
                "NOERROR without answers: the name exists and has no such record. TIMEOUT: no"
                    + " server answered. UNKNOWN: see unsimulated",
            allowableValues = {"NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "TIMEOUT", "UNKNOWN"})
        String result,
    @Schema(description = "The data of the records of that type", example = "[\"10.96.10.1\"]")
        List<String> answers,
    @Schema(
            description = "Names that were asked for, in order, each once",
            example = "[\"web.default.svc.cluster.local.\"]")
        List<String> tried,
    @Schema(description = "The server that gave the deciding answer", example = "10.96.0.10")
        @Nullable String server,
    @Schema(description = "Every query, those of DNS servers to others, too")
        List<QueryWalkView> walks,
    @Schema(description = "The same in full") @Nullable ResolutionView resolution,
    @Schema(description = "What was read, is not simulated and could change the answer")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<UnsimulatedView> unsimulated,
    @Schema(description = "Why the sender cannot ask") @Nullable String missing,
    @Schema(description = "What was decided because the documents do not say it")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<AssumptionView> assumed) {
  /** An example. */
  public static final String EXAMPLE =
      """
      {"result": "NOERROR", "answers": ["10.96.10.1"],
       "tried": ["web.default.svc.cluster.local."], "server": "10.96.0.10",
       "walks": [{"name": "web.default.svc.cluster.local.", "type": "A", "from": "default/web-1",
         "server": "10.96.0.10", "protocol": "udp", "onward": false, "truncated": false,
         "result": "delivered", "answeredBy": "kube-system/coredns-7d4", "rcode": "NOERROR",
         "paths": {}}],
       "resolution": {"name": "web", "result": "found", "server": "10.96.0.10",
         "resolvConf": "nameserver 10.96.0.10\\n",
         "tried": [{"name": "web.default.svc.cluster.local.", "type": "A",
           "server": "10.96.0.10", "result": "NOERROR"}],
         "answers": [{"name": "web.default.svc.cluster.local.", "ttl": 30, "type": "A",
           "data": "10.96.10.1"}], "attempts": []}}
      """;

  /**
   * The view of a resolved name.
   *
   * @param paths the lines of a walk
   */
  public static DnsView of(
      ResolvedName resolved,
      RecordType type,
      Localizer words,
      Function<Trace, Map<String, String>> paths) {
    NameLookup lookup = resolved.lookup();
    if (lookup == null) {
      return new DnsView(
          "UNKNOWN",
          List.of(),
          List.of(),
          null,
          List.of(),
          null,
          List.of(),
          words.say("missing." + resolved.missing()),
          List.of());
    }
    Resolution resolution = lookup.resolution();
    boolean known = lookup.unsimulated().isEmpty();
    return new DnsView(
        result(lookup),
        known
            ? resolution.answers().stream()
                .filter(record -> record.type() == type)
                .map(record -> record.data().text())
                .toList()
            : List.of(),
        resolution.names().stream().map(DnsName::toString).toList(),
        resolution.server() == null ? null : resolution.server().toString(),
        lookup.walks().stream()
            .map(walk -> ResolutionView.walk(walk, paths.apply(walk.trace())))
            .toList(),
        ResolutionView.of(lookup),
        lookup.unsimulated().stream()
            .map(
                each ->
                    new UnsimulatedView(
                        each.effect().name().toLowerCase(Locale.ROOT),
                        each.object() == null
                            ? null
                            : new ObjectView(
                                each.object().kind(),
                                each.object().namespace().isEmpty()
                                    ? null
                                    : each.object().namespace(),
                                each.object().name()),
                        each.path().isEmpty() ? null : each.path()))
            .toList(),
        null,
        lookup.assumed().stream().map(each -> ClusterViews.view(each, words)).toList());
  }

  private static String result(NameLookup lookup) {
    return switch (ResolutionView.result(lookup)) {
      case "FOUND", "NODATA" -> "NOERROR";
      case "UNREACHABLE" -> "TIMEOUT";
      default -> ResolutionView.result(lookup);
    };
  }
}
