package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.web.api.view.NamespaceDetail;
import dev.podlane.web.api.view.NamespaceView;
import dev.podlane.web.api.view.TopologyView;
import dev.podlane.web.api.view.TopologyWriter;
import dev.podlane.web.api.view.Words;
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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a cluster's network looks like. */
@RestController
@RequestMapping("/api/clusters/{id}")
@Tag(name = "Network", description = "The Linux network a cluster has")
class TopologyController {
  /** Octets of a topology, about. */
  private static final long MOST = 8L << 20;

  private final Answers answers;
  private final JsonMapper json;

  TopologyController(Answers answers, JsonMapper json) {
    this.answers = answers;
    this.json = json;
  }

  @GetMapping("/topology")
  @Operation(summary = "Everything that is drawn of a cluster")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TopologyView.class)))
  void topology(
      @ApiDocs.ClusterId @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OpenedCluster opened = answers.open(id);
    Words words = answers.words(request);
    String name = answers.name(opened.entry(), words);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    TopologyWriter.write(
        json, id, name, opened.workspace(), words, response.getOutputStream(), MOST);
  }

  @GetMapping("/namespaces")
  @Operation(summary = "One network namespace in full Linux detail")
  NamespaceView namespace(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Its name", example = "node-1") @RequestParam String name) {
    return NamespaceDetail.of(answers.open(id).workspace(), name)
        .orElseThrow(
            () -> new ApiException(Kind.NOT_FOUND, Fault.request("api.namespace.unknown", name)));
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
