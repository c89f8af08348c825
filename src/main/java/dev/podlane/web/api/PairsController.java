package dev.podlane.web.api;

import dev.podlane.answer.PairsPicture;
import dev.podlane.answer.PairsText;
import dev.podlane.answer.PairsView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.AllPairs;
import dev.podlane.workspace.CellWalk;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All pairs of a cluster: who may reach whom, over policies and path. */
@RestController
@Tag(name = "Policies")
class PairsController {
  private final ClusterAnswers answers;
  private final WalkPlaces places;

  PairsController(ClusterAnswers answers, WalkPlaces places) {
    this.answers = answers;
    this.places = places;
  }

  @GetMapping(path = "/api/clusters/{id}/reachability", produces = "application/json")
  @Operation(
      summary = "Show who may reach whom",
      description =
          "All pairs of pods, with nodes, the world outside and pods that do not exist yet, by"
              + " groups and ports. Policies are asked first, about every pair, by classes of pods"
              + " that they cannot tell apart; of what they allow an example is walked, and a cell"
              + " is never better than that walk. Rows are senders, columns receivers at a port.")
  @ApiResponse(
      responseCode = "200",
      description = "The part of the matrix that was asked for",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PairsView.class),
              examples = @ExampleObject(name = "denied", value = PairsView.EXAMPLE)))
  @ApiDocs.Problems
  PairsView pairs(@ApiDocs.ClusterId @PathVariable String id, @ParameterObject PairsQuery query) {
    return view(id, query);
  }

  @GetMapping(path = "/api/clusters/{id}/reachability", produces = MediaTypes.CSV)
  @Operation(summary = "Show who may reach whom, a line for each cell")
  @ApiDocs.Problems
  ResponseEntity<String> csv(
      @ApiDocs.ClusterId @PathVariable String id, @ParameterObject PairsQuery query) {
    return text(MediaTypes.CSV, PairsText.csv(view(id, query)));
  }

  @GetMapping(path = "/api/clusters/{id}/reachability", produces = MediaTypes.DOT)
  @Operation(summary = "Show who may reach whom as a graph for Graphviz")
  @ApiDocs.Problems
  ResponseEntity<String> dot(
      @ApiDocs.ClusterId @PathVariable String id, @ParameterObject PairsQuery query) {
    return text(MediaTypes.DOT, PairsText.dot(view(id, query)));
  }

  @GetMapping(path = "/api/clusters/{id}/reachability", produces = MediaTypes.SVG)
  @Operation(summary = "Show who may reach whom as a picture")
  @ApiDocs.Problems
  ResponseEntity<String> svg(
      @ApiDocs.ClusterId @PathVariable String id, @ParameterObject PairsQuery query) {
    return text(MediaTypes.SVG, PairsPicture.svg(view(id, query)));
  }

  private static ResponseEntity<String> text(String type, String body) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
        .body(body);
  }

  private PairsView view(String id, PairsQuery query) {
    AllPairs pairs =
        AllPairs.of(answers.open(id).workspace())
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.NOT_FOUND, Fault.request("api.policies.no-cluster")));
    PairRequest request = query.request(focus(pairs, query.focus()));
    boolean walked = query.isWalked();
    WalkPlaces.Place place = places.enter();
    try {
      PairPage page = pairs.page(request);
      Map<Integer, CellWalk> walks = walked ? pairs.walks(page, request.family()) : Map.of();
      return PairsView.of(pairs.isEnforced(), pairs.policies(), request, page, walks);
    } finally {
      place.close();
    }
  }

  private static Focus focus(AllPairs pairs, @Nullable String text) {
    try {
      return pairs.focus(text);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    }
  }
}
