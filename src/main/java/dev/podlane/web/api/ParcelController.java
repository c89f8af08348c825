package dev.podlane.web.api;

import dev.podlane.store.NewEdit;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.library.SentEdits;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole small clusters, to be carried by a link or a file from one server to another. */
@RestController
@Tag(name = "Sharing")
class ParcelController {
  /** Documents of a parcel in UTF-16 units: as much as JSON may be sent back. */
  private static final int MOST_TEXT = 500_000;

  private static final String EXAMPLE =
      "{\"name\": \"Shop\", \"type\": \"application/yaml\", \"documents\": \"apiVersion: v1\\n"
          + "kind: Namespace\\nmetadata: {name: shop}\\n\", \"edits\": []}";

  private final ClusterAnswers answers;
  private final Library library;
  private final Validator validator;
  private final JsonMapper json;

  ParcelController(ClusterAnswers answers, Library library, Validator validator, JsonMapper json) {
    this.answers = answers;
    this.library = library;
    this.validator = validator;
    this.json = json;
  }

  /** An edit as the store keeps it. */
  @Schema(name = "ParcelEdit")
  record RowBody(
      @Schema(example = "console") @NotBlank @Size(max = 40) @Nullable String kind,
      @Schema(
              type = "object",
              example = "{\"namespace\": \"gateway\", \"command\": \"ip route del 10.0.2.0/24\"}")
          @Nullable JsonNode payload) {}

  /** A whole cluster. */
  @Schema(name = "Parcel")
  record ParcelBody(
      @Schema(example = "Shop") @Nullable String name,
      @Schema(description = "Media type of the documents", example = "application/yaml")
          @Size(max = 100)
          @Nullable String type,
      @Schema(description = "The documents, without the values that are blanked")
          @NotBlank
          @Size(max = MOST_TEXT)
          @Nullable String documents,
      @Schema(description = "Its edits in order, without those that were taken back")
          @Size(max = SentEdits.MOST)
          @Nullable List<@Valid RowBody> edits) {}

  @GetMapping(path = "/api/clusters/{id}/parcel", produces = "application/json")
  @Operation(
      summary = "Read a small cluster whole: documents and edits",
      description =
          "POST /api/parcels makes the same cluster of it, on any server. Links to the page carry"
              + " it in their fragment, which browsers do not send.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParcelBody.class),
              examples = @ExampleObject(name = "a namespace", value = EXAMPLE)))
  @ApiDocs.Problems
  ParcelBody pack(@ApiDocs.ClusterId @PathVariable String id, HttpServletRequest request) {
    OpenedCluster opened = library.open(id).orElseThrow(() -> ClusterAnswers.unknown(id));
    List<NewEdit> rows = SentEdits.rows(opened);
    StringBuilder text = new StringBuilder();
    ClusterEntry read =
        answers.documents(
            id,
            part -> {
              if (text.length() + part.length() > MOST_TEXT) {
                throw tooLarge();
              }
              text.append(part);
            });
    if (rows.size() > SentEdits.MOST) {
      throw tooLarge();
    }
    return new ParcelBody(
        answers.name(read, answers.words(request)),
        read.contentType(),
        text.toString(),
        rows.stream().map(row -> new RowBody(row.kind(), json.readTree(row.payload()))).toList());
  }

  private static ApiException tooLarge() {
    return new ApiException(
        ProblemKind.TOO_LARGE,
        Fault.request("api.parcel.too-large", "" + (MOST_TEXT / 1_000), "" + SentEdits.MOST));
  }

  @PostMapping(path = "/api/parcels", consumes = "application/json", produces = "application/json")
  @Operation(
      summary = "Save a parcel as a new cluster",
      description =
          "Documents are read as by POST /api/clusters. An edit that does not apply becomes a"
              + " problem of the cluster.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParcelBody.class),
              examples = @ExampleObject(name = "a namespace", value = EXAMPLE)))
  @ApiResponse(
      responseCode = "201",
      description = "Saved; Location names the new cluster",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ClusterView.class)))
  @ApiDocs.Problems
  ResponseEntity<ClusterView> unpack(@RequestBody ParcelBody body, HttpServletRequest request) {
    answers.requireNew();
    ExceptionTranslator.valid(validator, body);
    String name =
        ClusterNames.checked(
            "name",
            body.name() == null ? answers.words(request).say("api.cluster.unnamed") : body.name());
    String type = body.type() == null ? MediaTypes.YAML : body.type();
    OpenedCluster opened = library.add(name, type, "", "" + body.documents(), events(body));
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + opened.entry().id());
    return ResponseEntity.created(location)
        .eTag(opened.entry().version())
        .body(answers.cluster(opened, answers.words(request)));
  }

  private static List<Event> events(ParcelBody body) {
    List<Event> events = new ArrayList<>();
    for (RowBody row : body.edits() == null ? List.<RowBody>of() : body.edits()) {
      try {
        events.add(SentEdits.event("" + row.kind(), row.payload()));
      } catch (IllegalArgumentException unusable) {
        throw new ApiException(
            ProblemKind.INVALID_FIELDS,
            Fault.field("api.parcel.edit", "edits[" + events.size() + "]"));
      }
    }
    return events;
  }
}
