package dev.podlane.web.api;

import dev.podlane.lab.DefaultProbes;
import dev.podlane.lab.LabScript;
import dev.podlane.net.ns.Network;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives a network as a script to be run elsewhere; this server runs nothing. */
@RestController
@Tag(name = "Clusters")
class LabController {
  private static final int PROBES = 20;

  private final ClusterAnswers answers;

  LabController(ClusterAnswers answers) {
    this.answers = answers;
  }

  @GetMapping("/api/clusters/{id}/lab.sh")
  @Operation(
      summary = "Download the network as a shell script",
      description =
          "Run as root on any Linux, it builds the network in namespaces of its own, sends probes,"
              + " prints what every device saw, and removes it all. This server executes nothing.")
  @ApiResponse(responseCode = "200", description = "The script")
  @ApiDocs.Problems
  ResponseEntity<byte[]> script(@ApiDocs.ClusterId @PathVariable String id) {
    Network network = answers.open(id).workspace().network();
    ExportRoom.require(network);
    String script = LabScript.of(network, DefaultProbes.of(network, PROBES));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/x-shellscript;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lab.sh\"")
        .body(script.getBytes(StandardCharsets.UTF_8));
  }
}
