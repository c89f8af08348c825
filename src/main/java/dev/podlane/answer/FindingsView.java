package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.document.Place;
import dev.podlane.finding.Findings;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The findings of a cluster. */
@Schema(name = "Findings")
public record FindingsView(
    @Schema(description = "The most severe first, at most 10,000") List<FindingView> findings,
    @Schema(description = "How many there are beside them") int omitted) {
  /** An answer with one finding. */
  public static final String EXAMPLE =
      """
      {"findings": [{"code": "service.selects-nothing", "severity": "error",
         "object": {"kind": "Service", "namespace": "shop", "name": "cart"},
         "path": "spec.selector", "file": "shop.yaml", "document": 2, "line": 31,
         "expected": "app=cart", "actual": "app=crat",
         "sentence": "Service shop/cart selects no pod: none has the labels app=crat.",
         "command": "kubectl -n shop get pods -l app=crat",
         "probe": {"from": "shop/web-1", "to": "svc:shop/cart", "protocol": "tcp", "port": 80},
         "edit": {"object": {"kind": "Service", "namespace": "shop", "name": "cart"},
           "path": "spec.selector", "value": {"app": "cart"}}}],
       "omitted": 0}
      """;

  /** Copies its list. */
  public FindingsView {
    findings = List.copyOf(findings);
  }

  /** One finding. */
  @Schema(name = "Finding")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FindingView(
      @Schema(description = "Its kind; docs/findings.md explains each") String code,
      @Schema(allowableValues = {"error", "warning", "note"}) String severity,
      @Schema(description = "The object to be changed") CauseView.ObjectView object,
      @Schema(description = "The field of the object", example = "spec.ports[0].targetPort")
          String path,
      @Schema(description = "The file it is written in; absent if it is not known")
          @Nullable String file,
      @Schema(description = "The number of the document in it, from 1; absent if it is not known")
          @Nullable Integer document,
      @Schema(description = "The line in it; absent if it is not known") @Nullable Integer line,
      @Schema(description = "The value with which it would work; may be empty") String expected,
      @Schema(description = "The value as it is") String actual,
      String sentence,
      @Schema(
              description = "Shows it on a real cluster",
              example = "kubectl -n shop get pods -l app=cart")
          String command,
      @Schema(description = "The node on which that is run; absent for kubectl")
          @Nullable String commandOn,
      @Schema(
              description =
                  "Shows the harm, in the words of POST …/traces; absent where walking cannot",
              example =
                  "{\"from\": \"shop/web-1\", \"to\": \"svc:shop/cart\", \"protocol\": \"tcp\","
                      + " \"port\": 80}")
          @Nullable ProbeView probe,
      @Schema(
              description =
                  "Mends it, in the words of POST …/edits: object, path and value; or namespace and"
                      + " commands; or a manifest. Absent where no edit is known",
              example =
                  "{\"object\": {\"kind\": \"Service\", \"namespace\": \"shop\", \"name\":"
                      + " \"cart\"}, \"path\": \"spec.selector\", \"value\": {\"app\": \"cart\"}}")
          @Nullable Map<String, Object> edit) {
    /** Copies its edit. */
    public FindingView {
      edit = edit == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(edit));
    }
  }

  /** A probe. */
  @Schema(name = "FindingProbe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProbeView(
      String from,
      String to,
      String protocol,
      @Nullable Integer port,
      @Nullable String endpoint,
      @Nullable String via,
      @Nullable Integer size,
      @Nullable String df) {
    private static ProbeView of(Probing probe) {
      return new ProbeView(
          probe.from(),
          probe.to(),
          probe.protocol(),
          probe.port(),
          probe.endpoint(),
          probe.via(),
          probe.size(),
          probe.size() == null ? null : "do");
    }
  }

  /**
   * The view of findings.
   *
   * @param json reads JSON as the answer's own values
   */
  public static FindingsView of(Findings found, Localizer words, Function<String, Object> json) {
    return new FindingsView(
        found.all().stream().map(each -> view(each, words, json)).toList(), found.omitted());
  }

  private static FindingView view(Finding finding, Localizer words, Function<String, Object> json) {
    Place place = finding.place();
    Probing probe = finding.probe();
    Mend edit = finding.edit();
    return new FindingView(
        finding.kind().code(),
        finding.kind().level().name().toLowerCase(Locale.ROOT),
        ReachabilityView.named(finding.object()),
        finding.path(),
        place.file().isEmpty() ? null : place.file(),
        place.document() == 0 ? null : (Integer) place.document(),
        place.line() == 0 ? null : (Integer) place.line(),
        finding.expected(),
        finding.actual(),
        sentence(finding, words),
        finding.command().text(),
        finding.command().on().isEmpty() ? null : finding.command().on(),
        probe == null ? null : ProbeView.of(probe),
        edit == null ? null : MendViews.of(edit, json));
  }

  /** A finding in words. Without an expected value there is nothing near, and it says so. */
  public static String sentence(Finding finding, Localizer words) {
    String key = "finding." + finding.kind().code();
    List<String> keys = finding.expected().isEmpty() ? List.of(key + ".none", key) : List.of(key);
    return words.sayFirst(keys, finding.words());
  }
}
