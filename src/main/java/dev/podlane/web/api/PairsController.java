package dev.podlane.web.api;

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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
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
  PairsView pairs(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(
              description = "tcp if a port is given; else that of each port that is declared",
              schema = @Schema(allowableValues = {"tcp", "udp", "sctp"}))
          @RequestParam(required = false)
          @Nullable String protocol,
      @Parameter(
              description =
                  "A number, at which every receiver is asked, or the name of a declared port. If"
                      + " left out, receivers are asked at each port that their containers declare",
              example = "8080")
          @RequestParam(required = false)
          @Nullable String port,
      @Parameter(
              schema =
                  @Schema(
                      allowableValues = {"ipv4", "ipv6"},
                      defaultValue = "ipv4"))
          @RequestParam(required = false)
          @Nullable String family,
      @Parameter(
              description = "The pods that share a row",
              schema =
                  @Schema(
                      allowableValues = {"workload", "namespace", "class"},
                      defaultValue = "workload"))
          @RequestParam(required = false)
          @Nullable String group,
      @Parameter(
              description =
                  "Only pairs of this pod, or those on which this policy has a say: it selects the"
                      + " sender for egress or the receiver for ingress",
              example = "policy:default/web")
          @RequestParam(required = false)
          @Nullable String focus,
      @Parameter(description = "With nodes, the world outside and pods that do not exist yet")
          @RequestParam(defaultValue = "true")
          boolean exposure,
      @Parameter(
              description =
                  "Walk an example of each cell that policies allow, as far as the answer has room"
                      + " and time; walked says of which that is true")
          @RequestParam(defaultValue = "true")
          boolean walk,
      @Parameter(description = "First row, from 0") @RequestParam(defaultValue = "0") int row,
      @Parameter(description = "Rows at most, to 500") @RequestParam(defaultValue = "20") int rows,
      @Parameter(description = "First column, from 0") @RequestParam(defaultValue = "0") int column,
      @Parameter(description = "Columns at most, to 500, and 10,000 cells together")
          @RequestParam(defaultValue = "20")
          int columns) {
    PairsQuery query =
        new PairsQuery(protocol, port, family, group, exposure, row, rows, column, columns);
    AllPairs pairs =
        AllPairs.of(answers.open(id).workspace())
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.NOT_FOUND, Fault.request("api.policies.no-cluster")));
    PairRequest request = query.request(focus(pairs, focus));
    WalkPlaces.Place place = places.enter();
    try {
      PairPage page = pairs.page(request);
      Map<Integer, CellWalk> walks = walk ? pairs.walks(page) : Map.of();
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
