package dev.podlane.web.api;

import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.YamlText;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the Linux network of a cluster as a document of its own. */
@RestController
@RequestMapping("/api/clusters/{id}/linux-network")
@Tag(name = "Clusters")
class LinuxNetworkController {
  private final ClusterAnswers answers;

  LinuxNetworkController(ClusterAnswers answers) {
    this.answers = answers;
  }

  @GetMapping(produces = {"application/json", MediaTypes.YAML})
  @Operation(
      summary = "Export as LinuxNetwork",
      description =
          "Namespaces, devices, routes, rules, settings and sockets as one document of kind"
              + " LinuxNetwork, as JSON, or as YAML where Accept is application/yaml. Sent to"
              + " POST /api/clusters it makes an equal network.")
  @ApiResponse(
      responseCode = "200",
      description = "The document",
      content = {
        @Content(
            mediaType = "application/json",
            examples = @ExampleObject(LinuxNetworkController.EXAMPLE)),
        @Content(mediaType = MediaTypes.YAML)
      })
  ResponseEntity<byte[]> linuxNetwork(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestHeader(name = "Accept", defaultValue = "*/*") String accept) {
    OpenedCluster opened = answers.open(id);
    Network network = opened.workspace().network();
    ExportRoom.require(network);
    boolean isYaml = accept.strip().startsWith(MediaTypes.YAML);
    MapValue document = LinuxNetworks.write(id, network);
    String text = isYaml ? YamlText.print(document) : JsonText.print(document);
    String file = id + (isYaml ? ".yaml" : ".json");
    return ResponseEntity.ok()
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + file + "\"")
        .header(
            HttpHeaders.CONTENT_TYPE,
            (isYaml ? MediaTypes.YAML : "application/json") + ";charset=UTF-8")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final String EXAMPLE =
      """
      {"apiVersion": "podlane.dev/v1", "kind": "LinuxNetwork", "metadata": {"name": "article"},
       "spec": {"namespaces": {"gateway": {
         "sysctls": {"net/ipv4/ip_forward": "1"},
         "devices": {"eth0": {"type": "veth", "peer": "switch:p1", "mac": "02:00:00:00:01:01",
           "mtu": 1500, "addr": ["10.100.0.1/24"]}},
         "routes": ["10.0.1.0/24 via 10.100.0.2 dev eth0"]}}}}
      """;
}
