package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.store.SavedCluster;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Clusters that part from others at a moment of their time line. */
@RestController
@Tag(name = "Time line")
class ForkController {
  private final ClusterAnswers answers;
  private final Library library;
  private final Validator validator;

  ForkController(ClusterAnswers answers, Library library, Validator validator) {
    this.answers = answers;
    this.library = library;
    this.validator = validator;
  }

  /** A fork as it is asked for. */
  @Schema(name = "ForkRequest")
  record ForkBody(
      @Schema(
              description =
                  "The moment at which it parts, in seconds; when everything has come to rest if"
                      + " left out",
              example = "5.2")
          @DecimalMin("0")
          @DecimalMax("86400")
          @Nullable BigDecimal moment,
      @Schema(description = "What to call it", example = "With a longer preStop")
          @Size(max = SavedCluster.MAX_NAME)
          @Nullable String name) {}

  @PostMapping(
      path = "/api/clusters/{id}/fork",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Save another cluster that parts from this one at a moment",
      description =
          "It has the same documents and edits, and of the events of the time line those up to the"
              + " moment: until then its course is the same, and from then on it goes on by itself."
              + " This one stays as it is. Of a sample too.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ForkBody.class),
              examples = @ExampleObject(name = "at 5.2 s", value = "{\"moment\": 5.2}")))
  @ApiResponse(
      responseCode = "201",
      description = "Saved; Location names the new cluster",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ClusterView.class)))
  @ApiDocs.Problems
  ResponseEntity<ClusterView> fork(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody ForkBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    answers.requireNow(id);
    OpenedCluster from = library.open(id).orElseThrow(() -> ClusterAnswers.unknown(id));
    long end =
        from.workspace()
            .course()
            .orElseThrow(
                () -> new ApiException(ProblemKind.INVALID_FIELDS, Fault.request("api.time.none")))
            .end()
            .now();
    BigDecimal asked = body.moment();
    long millis =
        asked == null
            ? MomentParameter.ofRequest().orElse(end)
            : Math.round(asked.doubleValue() * 1_000);
    Localizer words = answers.words(request);
    String given = ClusterNames.checkedIfGiven("name", body.name());
    String name = given == null ? name(answers.name(from.entry(), words), millis, words) : given;
    OpenedCluster fork = library.fork(from, name, millis);
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + fork.entry().id());
    return ResponseEntity.created(location)
        .eTag(fork.entry().version())
        .body(answers.cluster(fork, words));
  }

  /** The name of a fork that is given none; that of the original is cut where it is too long. */
  private static String name(String original, long millis, Localizer words) {
    String seconds = String.format(Locale.ROOT, "%.2f", millis / 1_000.0);
    int room = SavedCluster.MAX_NAME - words.say("api.fork.name", "", seconds).length();
    int end = Math.min(room, original.length());
    boolean isHalf = end < original.length() && Character.isLowSurrogate(original.charAt(end));
    return words.say("api.fork.name", original.substring(0, isHalf ? end - 1 : end), seconds);
  }
}
