package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.document.Problem;
import dev.podlane.store.EditsThen;
import dev.podlane.store.Expected;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.EntryViews.ListView;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.NewErrors;
import dev.podlane.web.library.OpenedCluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Saved clusters and samples: list, read, save, replace, forget. */
@RestController
@RequestMapping("/api/clusters")
@Tag(name = "Clusters", description = "Kubernetes documents, kept as clusters")
class ClusterController {
  private static final Pattern STRICT =
      Pattern.compile("(?i)(?:^|[,;])\\s*handling\\s*=\\s*\"?strict\"?\\s*(?:$|[,;])");

  private final Library library;
  private final ClusterAnswers answers;
  private final DocumentsBody body;
  private final Imports imports;

  ClusterController(Library library, ClusterAnswers answers, DocumentsBody body, Imports imports) {
    this.library = library;
    this.answers = answers;
    this.body = body;
    this.imports = imports;
  }

  @GetMapping
  @Operation(
      summary = "List samples and saved clusters",
      description = "In public mode those of the space whose key is sent, and none without a key.")
  ListView list(HttpServletRequest request) {
    Localizer words = answers.words(request);
    return new ListView(library.list().stream().map(e -> answers.entry(e, words)).toList());
  }

  @PostMapping(
      consumes = {
        MediaTypes.YAML,
        "application/json",
        "text/yaml",
        "application/x-yaml",
        "text/plain",
        MediaTypes.ZIP,
        MediaTypes.GZIP,
        "application/x-gzip",
        MediaTypes.TAR,
        "application/octet-stream"
      })
  @Operation(
      summary = "Save documents as a new cluster",
      description =
          "The body holds Kubernetes documents as YAML or JSON, or a LinuxNetwork, or a zip, tar or"
              + " gzip archive of such files, told by its first bytes. Secret data, env"
              + " values and last-applied annotations are blanked before anything is kept. Problems"
              + " of single objects are answered with 201; only text that cannot be read is"
              + " refused.")
  @ApiDocs.DocumentsInBody
  @ApiDocs.Problems
  @ApiResponse(
      responseCode = "201",
      description = "Saved; Location names the new cluster",
      content = @Content(schema = @Schema(implementation = ClusterView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "With Prefer: respond-async: Location names the import, which goes on",
      content = @Content(schema = @Schema(implementation = ImportController.ImportView.class)))
  ResponseEntity<?> add(
      @Parameter(description = "What to call it", example = "My cluster")
          @RequestParam(required = false)
          @Nullable String name,
      @ApiDocs.Strict @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletRequest request)
      throws IOException {
    answers.requireNew();
    String called =
        ClusterNames.checked(
            "name", name == null ? answers.words(request).say("api.cluster.unnamed") : name);
    String type = MediaTypes.ofDocuments(request);
    Imports.Reading reading =
        received ->
            body.read(
                received,
                text -> {
                  refuseErrors(prefer, List::of, text);
                  return library.add(called, type, "", text, List.of());
                });
    ReceivedBody received = ReceivedBody.of(request);
    if (ImportController.isPreferred(prefer)) {
      return ImportController.accepted(imports.start(received, true, reading), request);
    }
    OpenedCluster opened = reading.of(received);
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + opened.entry().id());
    return ResponseEntity.created(location)
        .eTag(opened.entry().version())
        .body(answers.cluster(opened, answers.words(request)));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a cluster: its counts, problems and assumptions")
  ResponseEntity<ClusterView> read(
      @ApiDocs.ClusterId @PathVariable String id, HttpServletRequest request) {
    OpenedCluster opened = answers.open(id);
    return ResponseEntity.ok()
        .eTag(opened.entry().version())
        .body(answers.cluster(opened, answers.words(request)));
  }

  @PutMapping(
      path = "/{id}",
      consumes = {
        MediaTypes.YAML,
        "application/json",
        "text/yaml",
        "application/x-yaml",
        "text/plain",
        MediaTypes.ZIP,
        MediaTypes.GZIP,
        "application/x-gzip",
        MediaTypes.TAR,
        "application/octet-stream"
      })
  @Operation(
      summary = "Replace the documents of a saved cluster",
      description =
          "The cluster is then what the documents say: its edits are forgotten. With edits=keep"
              + " they are made on the new documents; one that no longer applies becomes a problem"
              + " of the cluster. With If-Match, only if the cluster has not changed since it was"
              + " read (else 412).")
  @ApiDocs.DocumentsInBody
  @ApiResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = ClusterView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "With Prefer: respond-async: Location names the import, which goes on",
      content = @Content(schema = @Schema(implementation = ImportController.ImportView.class)))
  ResponseEntity<?> replace(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestParam(required = false) @Nullable String name,
      @Parameter(
              description = "What becomes of its edits: keep or forget",
              schema =
                  @Schema(
                      allowableValues = {"keep", "forget"},
                      defaultValue = "forget"))
          @RequestParam(required = false)
          @Nullable String edits,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @ApiDocs.Strict @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletRequest request)
      throws IOException {
    ClusterEntry before = answers.changeable(id);
    ClusterAnswers.requireMatch(before, ifMatch);
    String called = name == null ? before.name() : ClusterNames.checked("name", name);
    String type = MediaTypes.ofDocuments(request);
    EditsThen then = editsThen(edits);
    Expected expected = ClusterAnswers.expected(ifMatch);
    Imports.Reading reading =
        received ->
            body.read(
                received,
                text -> {
                  refuseErrors(prefer, () -> answers.open(id).workspace().problems(), text);
                  return library
                      .replace(id, expected, called, type, "", text, then)
                      .orElseThrow(() -> ClusterAnswers.unknown(id));
                });
    ReceivedBody received = ReceivedBody.of(request);
    if (ImportController.isPreferred(prefer)) {
      return ImportController.accepted(imports.start(received, false, reading), request);
    }
    OpenedCluster opened = reading.of(received);
    return ResponseEntity.ok()
        .eTag(opened.entry().version())
        .body(answers.cluster(opened, answers.words(request)));
  }

  @DeleteMapping("/{id}")
  @Operation(
      summary = "Forget a saved cluster",
      description = "With If-Match, only if it has not changed since it was read (else 412).")
  @ApiDocs.Problems
  @ApiResponse(responseCode = "204", description = "Forgotten")
  ResponseEntity<Void> delete(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    answers.changeable(id);
    if (!library.delete(id, ClusterAnswers.expected(ifMatch))) {
      throw ClusterAnswers.unknown(id);
    }
    return ResponseEntity.noContent().build();
  }

  private static EditsThen editsThen(@Nullable String edits) {
    if (edits == null || edits.equals("forget")) {
      return EditsThen.GO;
    }
    if (edits.equals("keep")) {
      return EditsThen.STAY;
    }
    throw new ApiException(
        ProblemKind.INVALID_FIELDS, Fault.field("api.field.choice", "edits", "keep, forget"));
  }

  /** Refuses new errors with {@code Prefer: handling=strict} (RFC 7240, 4.4). */
  private static void refuseErrors(
      @Nullable String prefer, Supplier<List<Problem>> known, String text) {
    if (prefer != null && STRICT.matcher(prefer).find()) {
      NewErrors.refuse(known.get(), text);
    }
  }
}
