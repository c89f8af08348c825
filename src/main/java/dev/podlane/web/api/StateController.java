package dev.podlane.web.api;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The state of kernels during a walk, as tools print it. */
@RestController
@Tag(name = "Traces")
class StateController {
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  StateController(ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  /**
   * The output of a tool.
   *
   * @param command command line whose output this is
   * @param output text that it prints
   */
  @Schema(name = "State")
  record StateView(
      String namespace,
      @Nullable Integer step,
      @Schema(example = "ip neighbour show") String command,
      @Schema(example = "10.0.1.1 dev eth0 lladdr 02:11:fa:f5:f0:c1 REACHABLE ") String output) {}

  @PostMapping(
      path = "/api/clusters/{id}/state",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Show the state of a network namespace at a step of a walk",
      description =
          "Walks the probe as far as the step, and answers with the output of the tool in the"
              + " namespace at that moment: neighbours, forwarding entries, connections and so on"
              + " as the packets have left them. Without a probe, the state before any packet.")
  @ApiDocs.Problems
  StateView state(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody StateBody body,
      HttpServletResponse response) {
    ExceptionTranslator.valid(validator, body);
    Workspace workspace = answers.open(id).workspace();
    String namespace = namespace(workspace, body.namespace() == null ? "" : body.namespace());
    String command = body.command();
    Answer answer = answer(workspace, body, namespace, command, new StillThere(response));
    return new StateView(namespace, body.step(), command, body.narrowed(answer.text()));
  }

  /** A pod of the namespace default may be named without it. */
  private static String namespace(Workspace workspace, String name) {
    return Stream.of(name, "default/" + name)
        .filter(each -> workspace.network().namespace(each).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ProblemKind.NOT_FOUND, Fault.request("api.namespace.unknown", name)));
  }

  private Answer answer(
      Workspace workspace, StateBody body, String namespace, String command, StillThere wanted) {
    ProbeBody probe = body.probe();
    try {
      if (probe == null) {
        return Console.run(workspace.network(), namespace, command);
      }
      WalkRun run = workspace.run(List.of(probe.request()), wanted);
      int step = body.step() == null ? Integer.MAX_VALUE : body.step();
      WalkPlaces.Place place = places.enter();
      try {
        return run.stateAt(step, namespace, command);
      } finally {
        place.close();
      }
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    }
  }
}
