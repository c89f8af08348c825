package dev.podlane.web.api;

import dev.podlane.answer.ExpectationView;
import dev.podlane.answer.ExpectationView.ExpectationsView;
import dev.podlane.answer.trace.Expecting;
import dev.podlane.notation.Expectation;
import dev.podlane.trace.record.Budget;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Checks the expectations that stand in the documents of a cluster. */
@RestController
@Tag(name = "Expectations", description = "Probes and the results they are expected to have")
class ExpectationController {
  private static final String EXAMPLE =
      """
      {"ok": false, "expectations": [{"name": "shop", "from": "shop/web", "to": "svc:shop/cart",
        "protocol": "tcp", "port": "7070", "expect": "delivered", "ok": false,
        "outcome": {"result": "refused", "errno": "ECONNREFUSED",
          "cause": {"code": "no-endpoints",
            "object": {"kind": "Service", "namespace": "shop", "name": "cart"},
            "path": "spec.selector", "rule": null, "device": null, "netns": "node-1", "step": 9,
            "fields": [{"field": "app", "wanted": "cart", "had": "crat"}]},
          "sentence": "Refused: ..."},
        "file": "shop.yaml", "line": 12, "path": "spec"}]}
      """;

  private final ClusterAnswers answers;
  private final WalkPlaces places;

  ExpectationController(ClusterAnswers answers, WalkPlaces places) {
    this.answers = answers;
    this.places = places;
  }

  @GetMapping("/api/clusters/{id}/expectations")
  @Operation(
      summary = "Walk the probes of all Expectation documents, and compare",
      description =
          "Each probe is walked over a fresh memory. ok says whether its result is the expected"
              + " one. A probe whose names mean nothing has a problem instead of an outcome.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExpectationsView.class),
              examples = @ExampleObject(value = EXAMPLE)))
  @ApiDocs.Problems
  ExpectationsView expectations(
      @ApiDocs.ClusterId @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response) {
    Workspace workspace = answers.open(id).workspace();
    Expecting expecting =
        new Expecting(workspace, answers.words(request), new StillThere(response));
    List<ExpectationView> checked = new ArrayList<>();
    for (Expectation each : workspace.expectations()) {
      WalkPlaces.Place place = checked.isEmpty() ? places.enter() : places.enterAgain();
      try {
        checked.add(expecting.check(each));
      } catch (Budget.Cancelled gone) {
        break; // nobody reads the answer
      } finally {
        place.close();
      }
    }
    return new ExpectationsView(checked.stream().allMatch(ExpectationView::ok), checked);
  }
}
