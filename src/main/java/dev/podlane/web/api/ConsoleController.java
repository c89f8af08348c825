package dev.podlane.web.api;

import dev.podlane.terminal.Reply;
import dev.podlane.web.api.EditViews.CommandView;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.library.EditService;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Happened;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
    description =
        "Commands of ip, iptables and others, and programs such as ping, given to the model")
class ConsoleController {
  private final EditAnswers edits;
  private final ClusterAnswers answers;
  private final TerminalAnswers terminal;
  private final KubectlAnswers kubectl;
  private final Validator validator;

  ConsoleController(
      EditAnswers edits,
      ClusterAnswers answers,
      TerminalAnswers terminal,
      KubectlAnswers kubectl,
      Validator validator) {
    this.edits = edits;
    this.answers = answers;
    this.terminal = terminal;
    this.kubectl = kubectl;
    this.validator = validator;
  }

  @PostMapping(path = "/console", consumes = "application/json")
  @Operation(
      summary = "Give one command line in a network namespace",
      description =
          "Answers what the tool prints; a refusal by the tool or the kernel is an answer, too."
              + " Programs that send packets (ping, nc, traceroute, arping) walk them, and walks"
              + " names the probes; kubectl looks at the time line, or plans an event there; help"
              + " lists all programs. A command that changes something is kept as an edit beside"
              + " the cluster's documents, and given again each time they are opened. With"
              + " If-Match, only if the cluster has not changed since it was read (else 412). At an"
              + " earlier position (edit) commands that look are answered, and others refused."
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
  ResponseEntity<CommandView> run(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody ConsoleBody body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request,
      HttpServletResponse response) {
    ExceptionTranslator.valid(validator, body);
    OpenedCluster opened = answers.open(id);
    Optional<ResponseEntity<CommandView>> planned = kubectl.answer(opened, body, ifMatch, request);
    if (planned.isPresent()) {
      return planned.get();
    }
    Optional<Reply> printed =
        terminal.answer(
            opened.workspace(),
            text(body.namespace()),
            text(body.command()),
            Optional.ofNullable(body.probe()).map(ProbeBody::request),
            new StillThere(response));
    if (printed.isPresent()) {
      CommandView view = EditViews.printed(printed.get(), opened, answers.words(request));
      return ResponseEntity.ok().eTag(opened.entry().version()).body(view);
    }
    Event.Commands given =
        new Event.Commands(text(body.namespace()), List.of(text(body.command())));
    EditService.Done done =
        answers
            .earlier(id)
            .map(then -> looked(then, given))
            .orElseGet(() -> edits.happen(id, given, body.copyAs(), ifMatch));
    return edits.answer(done, request);
  }

  /** Runs a command on an earlier position of a cluster, which cannot be changed. */
  private static EditService.Done looked(OpenedCluster then, Event.Commands given) {
    Happened done = then.workspace().tried(given);
    if (done.result().changed()) {
      throw ClusterAnswers.earlierPosition(then);
    }
    return new EditService.Done(
        done.applied(), done.result(), EditService.Kept.NO, List.of(), then);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
