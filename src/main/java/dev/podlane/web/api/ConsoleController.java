package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Failures;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.web.api.view.EditViews;
import dev.podlane.web.api.view.EditViews.CommandView;
import dev.podlane.web.api.view.EditViews.EditsView;
import dev.podlane.web.library.EditDesk;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A terminal in a cluster's namespaces. Nothing is ever run on the machine of the server. */
@RestController
@RequestMapping("/api/clusters/{id}")
@Tag(
    name = "Console",
    description = "Commands of ip, bridge, sysctl and iptables, given to the model")
class ConsoleController {
  private final EditDesk desk;
  private final Answers answers;
  private final Validator validator;

  ConsoleController(EditDesk desk, Answers answers, Validator validator) {
    this.desk = desk;
    this.answers = answers;
    this.validator = validator;
  }

  @PostMapping(path = "/console", consumes = "application/json")
  @Operation(
      summary = "Give one command line in a network namespace",
      description =
          "Answers what the tool prints; a refusal by the tool or the kernel is an answer, too. A"
              + " command that changes something is kept as an edit, in a ConsoleEdit document at"
              + " the end of the cluster's documents, and given again each time they are opened."
              + " Samples answer commands that only look; for others name a copy with copyAs.")
  @ApiResponse(
      responseCode = "200",
      description = "What the tool says, and all edits of the cluster that has them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CommandView.class),
              examples = {
                @ExampleObject(name = "a change", value = ApiDocs.COMMAND_CHANGES),
                @ExampleObject(name = "a look", value = ApiDocs.COMMAND_LOOKS),
                @ExampleObject(name = "a refusal", value = ApiDocs.COMMAND_REFUSED)
              }))
  CommandView run(@ApiDocs.ClusterId @PathVariable String id, @RequestBody ConsoleBody body) {
    Failures.valid(validator, body);
    String copyAs = ClusterNames.checkedIfGiven("copyAs", body.copyAs());
    return desk.run(id, text(body.namespace()), text(body.command()), copyAs)
        .map(done -> view(id, done))
        .orElseThrow(() -> Answers.unknown(id));
  }

  private static CommandView view(String id, EditDesk.Done done) {
    return switch (done.kept()) {
      case SAMPLE ->
          throw new ApiException(Kind.READ_ONLY, Fault.request("api.console.sample", id));
      case FULL -> throw new ApiException(Kind.STORE_FULL, Fault.request("api.console.too-many"));
      case YES, NO -> EditViews.command(done.result(), done.cluster());
    };
  }

  @GetMapping("/edits")
  @Operation(summary = "List what commands have changed, in order")
  EditsView edits(@ApiDocs.ClusterId @PathVariable String id) {
    return EditViews.edits(answers.open(id));
  }

  @DeleteMapping("/edits/{which}")
  @Operation(
      summary = "Take an edit back, the last or any other",
      description =
          "Edits after it are given again; one that no longer applies becomes a problem of the"
              + " cluster. With If-Match, only if the cluster has not changed since it was read.")
  @ApiResponse(
      responseCode = "200",
      description = "The edits that are left",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EditsView.class),
              examples = @ExampleObject(name = "none is left", value = ApiDocs.NO_EDITS)))
  EditsView undo(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "last, or its number from 1", example = "last") @PathVariable
          String which,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    answers.changeable(id);
    return desk.undo(id, opened -> number(which, opened, ifMatch))
        .map(EditViews::edits)
        .orElseThrow(() -> Answers.unknown(id));
  }

  private static int number(String which, OpenedCluster opened, @Nullable String ifMatch) {
    Answers.requireMatch(opened.entry(), ifMatch);
    int last = opened.workspace().edits().size();
    int number =
        which.equals("last") ? last : which.matches("[0-9]{1,6}") ? Integer.parseInt(which) : 0;
    if (number < 1 || number > last) {
      throw new ApiException(
          Kind.NOT_FOUND, Fault.request("api.edit.unknown", which, Integer.toString(last)));
    }
    return number;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
