package dev.podlane.web.api;

import dev.podlane.answer.ServiceView;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.Service;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The Services of a cluster. */
@RestController
@Tag(name = "Clusters")
class ServiceController {
  private final ClusterAnswers answers;

  ServiceController(ClusterAnswers answers) {
    this.answers = answers;
  }

  @GetMapping(
      path = "/api/clusters/{id}/services/{namespace}/{name}",
      produces = "application/json")
  @Operation(
      summary = "Show a Service with its endpoints",
      description =
          "Addresses and ports that the documents leave out are allocated, and EndpointSlices that"
              + " they do not hold are written from the selected pods; the assumptions of the"
              + " cluster say so.")
  @ApiDocs.Problems
  ServiceView service(
      @ApiDocs.ClusterId @PathVariable String id,
      @PathVariable String namespace,
      @PathVariable String name) {
    Cluster cluster = answers.open(id).workspace().cluster().orElse(null);
    Optional<Service> found =
        cluster == null ? Optional.empty() : cluster.services().named(namespace, name);
    if (cluster == null || found.isEmpty()) {
      throw new ApiException(
          ProblemKind.NOT_FOUND, Fault.request("api.service.unknown", namespace + "/" + name));
    }
    return ServiceView.of(cluster, found.get());
  }
}
