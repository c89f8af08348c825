package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.EntryViews.EntryView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.library.SampleCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The built-in clusters. */
@RestController
@RequestMapping("/api/samples")
@Tag(name = "Samples", description = "Built-in clusters; their ids work wherever a cluster id does")
class SampleController {
  private final SampleCatalog samples;
  private final Library library;
  private final ClusterAnswers answers;

  SampleController(SampleCatalog samples, Library library, ClusterAnswers answers) {
    this.samples = samples;
    this.library = library;
    this.answers = answers;
  }

  /** The list of samples. */
  @Schema(name = "SampleList")
  record SamplesView(List<EntryView> samples) {}

  @GetMapping
  @Operation(summary = "List the samples")
  SamplesView list(HttpServletRequest request) {
    Localizer words = answers.words(request);
    return new SamplesView(samples.all().stream().map(e -> answers.entry(e, words)).toList());
  }

  @PostMapping("/{name}")
  @Operation(summary = "Save a copy of a sample as a cluster of one's own, to be changed")
  @ApiDocs.Problems
  @ApiResponse(responseCode = "201", description = "Saved; Location names the copy")
  ResponseEntity<ClusterView> copy(@PathVariable String name, HttpServletRequest request) {
    ClusterEntry sample =
        samples
            .find(name)
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.NOT_FOUND, Fault.request("api.sample.unknown", name)));
    Localizer words = answers.words(request);
    OpenedCluster opened = library.copy(answers.open(name), answers.name(sample, words), List.of());
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + opened.entry().id());
    return ResponseEntity.created(location)
        .eTag(opened.entry().version())
        .body(answers.cluster(opened, words));
  }
}
