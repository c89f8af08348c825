package dev.podlane.web.api;

import dev.podlane.answer.ReachabilityView;
import dev.podlane.document.Place;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.Reachability;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Questions to the policies about packets. */
@RestController
@Tag(name = "Policies", description = "Who may reach whom, and which rule says so")
class ReachabilityController {
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  ReachabilityController(ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  @PostMapping(
      path = "/api/clusters/{id}/reachability",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Ask the policies about packets",
      description =
          "What policies say of each packet as the enforcing point sees it: behind DNAT and before"
              + " SNAT, whether or not somebody listens. A Service is judged at every endpoint that"
              + " may be chosen. Routes, other rules and sockets play no part: a trace looks at"
              + " these. unknown: a policy that is not simulated, or a fact that the documents do"
              + " not hold, could decide either way.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReachabilityBody.class),
              examples =
                  @ExampleObject(name = "from pod to pod", value = ReachabilityBody.EXAMPLE)))
  @ApiResponse(
      responseCode = "200",
      description = "An answer to each probe, in their order",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReachabilityView.class),
              examples = @ExampleObject(name = "denied", value = ReachabilityView.EXAMPLE)))
  @ApiDocs.Problems
  ReachabilityView reachability(
      @ApiDocs.ClusterId @PathVariable String id, @RequestBody ReachabilityBody body) {
    ExceptionTranslator.valid(validator, body);
    List<ReachabilityBody.One> probes = body.probes() == null ? List.of() : body.probes();
    Workspace workspace = answers.open(id).workspace();
    Reachability policies =
        Reachability.of(workspace)
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.INVALID_FIELDS, Fault.request("api.policies.no-cluster")));
    WalkPlaces.Place place = places.enter();
    try {
      List<PolicyAnswer> all = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        all.add(answer(policies, probes.get(i), "probes[" + i + "]"));
      }
      return ReachabilityView.of(policies.isEnforced(), all);
    } finally {
      place.close();
    }
  }

  private static PolicyAnswer answer(
      Reachability policies, ReachabilityBody.One probe, String path) {
    try {
      return policies.answer(probe.probe(path));
    } catch (TargetException unknown) {
      ApiException plain = TargetFaults.of(unknown);
      throw new ApiException(
          plain.kind(), plain.faults().stream().map(fault -> below(path, fault)).toList());
    }
  }

  /** A fault of a probe's field, with the path that leads to it in the body. */
  private static Fault below(String path, Fault fault) {
    String whole = path + "." + fault.place().path();
    List<String> args = new ArrayList<>(fault.args());
    if (!args.isEmpty() && args.get(0).equals(fault.place().path())) {
      args.set(0, whole);
    }
    return new Fault(fault.code(), args, new Place("", 0, 0, whole));
  }
}
