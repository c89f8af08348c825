package dev.podlane.web.api.problem;

import dev.podlane.answer.ProblemView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every error answer (RFC 9457) with the single problems found.
 *
 * @param type {@code urn:podlane:problem:<kind>}, stable, for programs
 * @param title the kind of error, in the reader's language
 * @param status the HTTP status again
 * @param detail the error and a way to correct it, in the reader's language
 * @param instance the path that was asked
 * @param problems each thing found wrong; empty when there is nothing to add to detail
 */
@Schema(name = "Problem", description = "An error answer (RFC 9457, application/problem+json)")
public record ProblemBody(
    @Schema(example = "urn:podlane:problem:invalid-fields") String type,
    @Schema(example = "Some fields cannot be used") String title,
    @Schema(example = "400") int status,
    @Schema(example = "port must be a whole number from 1 to 65535, was 70000.") String detail,
    @Schema(example = "/api/clusters/article/traces") String instance,
    List<ProblemView> problems) {

  public ProblemBody {
    problems = List.copyOf(problems);
  }
}
