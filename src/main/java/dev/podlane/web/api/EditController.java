package dev.podlane.web.api;

import dev.podlane.web.api.EditViews.CommandView;
import dev.podlane.web.api.EditViews.EditsView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.EditService;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The edits of a cluster after its documents: listed, added, undone and redone. */
@RestController
@RequestMapping("/api/clusters/{id}/edits")
@Tag(
    name = "Edits",
    description = "What happens to a cluster after its documents were written, in order")
class EditController {
  private static final String IF_MATCH =
      " With If-Match, only if the cluster has not changed since it was read (else 412).";

  private final EditService desk;
  private final EditAnswers edits;
  private final ClusterAnswers answers;
  private final Validator validator;

  EditController(EditService desk, EditAnswers edits, ClusterAnswers answers, Validator validator) {
    this.desk = desk;
    this.edits = edits;
    this.answers = answers;
    this.validator = validator;
  }

  @GetMapping
  @Operation(
      summary = "List what happens to the cluster, in order",
      description =
          "Edits that were asked for, and those that stand in the documents: commands of"
              + " ConsoleEdit, ends of pods, starts and ends of Docker containers. The position of"
              + " each is its number; ?edit= of any reading call names one.")
  @ApiResponse(
      responseCode = "200",
      description = "All events, and what can be made again",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EditsView.class),
              examples = @ExampleObject(name = "one was taken back", value = ApiDocs.EDITS)))
  ResponseEntity<EditsView> list(
      @ApiDocs.ClusterId @PathVariable String id, HttpServletRequest request) {
    return answer(answers.open(id), request);
  }

  @PostMapping(consumes = "application/json")
  @Operation(
      summary = "Change a field of an object, give commands, apply a manifest, or name an event",
      description =
          "The change is kept as an edit, beside the documents, and made again each time they are"
              + " opened. Commands that are refused are an answer with refused: true, as of the"
              + " console, and none of them is kept. What is blanked in documents is blanked here,"
              + " too. Samples stay as they are: name a copy with copyAs."
              + IF_MATCH)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EditBody.class),
              examples = {
                @ExampleObject(name = "a field", value = ApiDocs.EDIT_FIELD),
                @ExampleObject(name = "commands", value = ApiDocs.EDIT_COMMANDS),
                @ExampleObject(name = "a manifest", value = ApiDocs.EDIT_MANIFEST),
                @ExampleObject(name = "an event", value = ApiDocs.EDIT_EVENT)
              }))
  @ApiResponse(
      responseCode = "200",
      description = "What became of it, and all edits of the cluster that has them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CommandView.class),
              examples = @ExampleObject(name = "commands", value = ApiDocs.COMMAND_CHANGES)))
  ResponseEntity<CommandView> add(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody EditBody body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    answers.requireNow(id);
    return edits.answer(edits.happen(id, body.asked(), body.copyAs(), ifMatch), request);
  }

  @DeleteMapping("/{which}")
  @Operation(
      summary = "Take an edit back, the last or any other",
      description =
          "Edits after it are made again; one that no longer applies becomes a problem of the"
              + " cluster. POST …/edits/redo brings it back."
              + IF_MATCH)
  @ApiResponse(
      responseCode = "200",
      description = "The edits that are left",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EditsView.class),
              examples = @ExampleObject(name = "none is left", value = ApiDocs.NO_EDITS)))
  ResponseEntity<EditsView> undo(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "last, or its number from 1", example = "last") @PathVariable
          String which,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    answers.changeable(id);
    OpenedCluster now =
        desk.undo(id, opened -> number(which, opened), ClusterAnswers.expected(ifMatch))
            .orElseThrow(() -> ClusterAnswers.unknown(id));
    return answer(now, request);
  }

  @PostMapping("/redo")
  @Operation(
      summary = "Make again what was taken back last",
      description = "Until another edit is made; 404 if there is nothing." + IF_MATCH)
  @ApiResponse(
      responseCode = "200",
      description = "The edits there are now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EditsView.class),
              examples = @ExampleObject(name = "one was taken back", value = ApiDocs.EDITS)))
  ResponseEntity<EditsView> redo(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    answers.changeable(id);
    OpenedCluster now =
        desk.redo(id, EditController::requireUndone, ClusterAnswers.expected(ifMatch))
            .orElseThrow(() -> ClusterAnswers.unknown(id));
    return answer(now, request);
  }

  private ResponseEntity<EditsView> answer(OpenedCluster cluster, HttpServletRequest request) {
    return ResponseEntity.ok()
        .eTag(cluster.entry().version())
        .body(EditViews.edits(cluster, answers.words(request)));
  }

  private static void requireUndone(OpenedCluster opened) {
    if (!opened.history().canRedo()) {
      throw new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.edit.no-redo"));
    }
  }

  private static int number(String which, OpenedCluster opened) {
    int last = opened.workspace().edits().size();
    int number =
        which.equals("last") ? last : which.matches("[0-9]{1,6}") ? Integer.parseInt(which) : 0;
    if (number < 1 || number > last) {
      throw ClusterAnswers.noEdit(which, last);
    }
    return number;
  }
}
