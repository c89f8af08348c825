package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.document.Place;
import dev.podlane.document.Severity;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Repeats;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One error of the request, and its place.
 *
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param code stable name of the problem, for programs
 * @param message one sentence for people
 * @param file name of the file it stands in
 * @param document number of the document in the file, from 1
 * @param line line in the file, from 1
 * @param path the field, such as {@code spec.containers[0].ports[1].containerPort}
 * @param findings codes of findings that may tell the same
 */
@Schema(name = "ProblemItem", description = "One thing that is wrong, and where it stands")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemView(
    @Schema(example = "error") String severity,
    @Schema(example = "api.field.range") String code,
    @Schema(example = "port must be a whole number from 1 to 65535, was 70000.") String message,
    @Nullable String file,
    @Nullable Integer document,
    @Nullable Integer line,
    @Schema(example = "port") @Nullable String path,
    @Schema(
            description =
                "Kinds of findings of which one in the same document may tell the same, with a"
                    + " probe and an edit; absent if none can")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> findings) {
  /** Copies its list. */
  public ProblemView {
    findings = List.copyOf(findings);
  }

  /** A view with a place, as far as it is known. */
  public static ProblemView of(Severity severity, String code, String message, Place place) {
    return new ProblemView(
        severity.name().toLowerCase(Locale.ROOT),
        code,
        message,
        place.file().isEmpty() ? null : place.file(),
        place.document() == 0 ? null : place.document(),
        place.line() == 0 ? null : place.line(),
        place.path().isEmpty() ? null : place.path(),
        Repeats.of(code).stream().map(Kind::code).toList());
  }
}
