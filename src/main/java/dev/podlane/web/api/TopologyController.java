package dev.podlane.web.api;

import dev.podlane.answer.FoundView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.NamespaceView;
import dev.podlane.answer.TopologyView;
import dev.podlane.answer.topology.NamespaceDetail;
import dev.podlane.answer.topology.Search;
import dev.podlane.answer.topology.TopologyQuery;
import dev.podlane.answer.topology.TopologyWriter;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The topology of a cluster's network. */
@RestController
@RequestMapping("/api/clusters/{id}")
@Tag(name = "Network", description = "The Linux network a cluster has")
class TopologyController {
  private final ClusterAnswers answers;
  private final JsonMapper json;

  TopologyController(ClusterAnswers answers, JsonMapper json) {
    this.answers = answers;
    this.json = json;
  }

  @GetMapping("/topology")
  @Operation(
      summary = "What is drawn of a cluster",
      description =
          "All of a cluster of up to 400 network namespaces; of a larger one its machines, with"
              + " what is counted on each. What stands on a machine, or what a walk touches, is"
              + " asked for by name.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              schema =
                  @Schema(
                      oneOf = {
                        TopologyView.class,
                        TopologyView.SummaryView.class,
                        TopologyView.PartView.class
                      },
                      implementation = TopologyView.class)))
  @ApiResponse(responseCode = "304", description = "As the client has it (If-None-Match)")
  void topology(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(
              description = "How much, if nothing is asked for by name",
              schema = @Schema(allowableValues = {"machines", "full"}))
          @RequestParam(required = false)
          @Nullable String detail,
      @Parameter(description = "A machine with everything on it", example = "node-1")
          @RequestParam(required = false)
          @Nullable List<String> machine,
      @Parameter(description = "A network namespace", example = "default/web-1")
          @RequestParam(required = false)
          @Nullable List<String> namespace,
      @Parameter(description = "The number of the first machine of a summary, from 0")
          @RequestParam(required = false)
          @Nullable String from,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TopologyQuery asked =
        new TopologyQuery(
            detail(detail),
            machine == null ? List.of() : machine,
            namespace == null ? List.of() : namespace,
            number("from", from, 0, Integer.MAX_VALUE));
    OpenedCluster opened = answers.open(id);
    Localizer words = answers.words(request);
    String tag = tag(opened, asked, words);
    response.setHeader("ETag", tag);
    response.setHeader("Vary", "Accept-Language");
    if (isKnown(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    String name = answers.name(opened.entry(), words);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    TopologyWriter.write(
        json, id, name, opened.workspace(), words, response.getOutputStream(), asked);
  }

  private static TopologyQuery.Detail detail(@Nullable String text) {
    if (text == null) {
      return TopologyQuery.Detail.AUTO;
    }
    return switch (text) {
      case "machines" -> TopologyQuery.Detail.MACHINES;
      case "full" -> TopologyQuery.Detail.FULL;
      default ->
          throw new ApiException(
              ProblemKind.INVALID_FIELDS,
              Fault.field("api.field.choice", "detail", "machines, full"));
    };
  }

  private static int number(String field, @Nullable String text, int otherwise, int most) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.field.range", field, "0", "" + most, text));
    }
    return Integer.parseInt(text);
  }

  /** Two answers are alike if the cluster, the position, the language and the question are. */
  private static String tag(OpenedCluster opened, TopologyQuery asked, Localizer words) {
    CRC32C sum = new CRC32C();
    String what = opened.workspace().edits().size() + " " + words.language() + " " + asked;
    sum.update(what.getBytes(StandardCharsets.UTF_8));
    String version = opened.entry().version().replace("\"", "");
    return "\"" + version + "-" + Long.toHexString(sum.getValue()) + "\"";
  }

  private static boolean isKnown(@Nullable String header, String tag) {
    return header != null && (header.strip().equals("*") || header.contains(tag));
  }

  @GetMapping("/search")
  @Operation(
      summary = "Network namespaces by a part of their name, or by an address",
      description = "Those that begin with the text come first, each group in the network's order.")
  FoundView search(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Part of a name, or an address", example = "web") @RequestParam
          String q,
      @Parameter(description = "At most so many, 1 to 100; 20 if nothing is said")
          @RequestParam(required = false)
          @Nullable String limit) {
    int most = number("limit", limit, 20, 100);
    return Search.of(answers.open(id).workspace(), q, most);
  }

  @GetMapping("/namespaces")
  @Operation(summary = "One network namespace in full Linux detail")
  NamespaceView namespace(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Its name", example = "node-1") @RequestParam String name) {
    return NamespaceDetail.of(answers.open(id).workspace(), name)
        .orElseThrow(
            () ->
                new ApiException(
                    ProblemKind.NOT_FOUND, Fault.request("api.namespace.unknown", name)));
  }

  @GetMapping("/namespaces/{name}")
  @Operation(summary = "One network namespace of a node, router or segment")
  NamespaceView named(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(example = "node-1") @PathVariable String name) {
    return namespace(id, name);
  }

  @GetMapping("/namespaces/{namespace}/{pod}")
  @Operation(summary = "The network namespace of a pod")
  NamespaceView pod(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(example = "default") @PathVariable String namespace,
      @Parameter(example = "web-1") @PathVariable String pod) {
    return namespace(id, namespace + "/" + pod);
  }
}
