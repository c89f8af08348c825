package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.store.Ownership;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.space.Sharing;
import dev.podlane.web.space.Spaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rights in a cluster, and the links that its owner hands out. */
@RestController
@RequestMapping("/api/clusters/{id}/sharing")
@Tag(name = "Sharing", description = "Owners, editable links, and names in previews of links")
class SharingController {
  private static final String EXAMPLE =
      "{\"yours\": true, \"editable\": true, \"editLink\": false, \"named\": false,"
          + " \"expires\": \"2027-02-27T09:30:00Z\"}";

  private final ClusterAnswers answers;
  private final Spaces spaces;
  private final Sharing sharing;

  SharingController(ClusterAnswers answers, Spaces spaces, Sharing sharing) {
    this.answers = answers;
    this.spaces = spaces;
    this.sharing = sharing;
  }

  /**
   * The rights in a cluster.
   *
   * @param expires moment at which it goes if nobody opens it; null if it stays
   */
  @Schema(name = "Sharing")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SharingView(
      @Schema(description = "Whether it belongs to the space of the key that was sent")
          boolean yours,
      @Schema(description = "Whether the sender of this request may change it") boolean editable,
      @Schema(description = "Whether it has an editable link; only its owner is told")
          boolean editLink,
      @Schema(description = "Whether its name is shown where its link is posted") boolean named,
      @Schema(description = "When it goes if nobody opens it; absent if it stays")
          @Nullable String expires) {}

  /** A fresh editable link. */
  @Schema(name = "EditLink")
  record TokenView(
      @Schema(
              description =
                  "Value of the header Podlane-Edit-Token; it cannot be read again. In a link to"
                      + " the page it stands in the fragment, which browsers do not send",
              example = "qO2v6yL0mJr1Qm2pZ4T7dVvQG0mX9l8s5a3cK1nB2hE")
          String token) {}

  /** The owner's wishes. */
  @Schema(name = "SharingRequest")
  record SharingBody(
      @Schema(description = "Whether its name is shown where its link is posted", example = "true")
          @Nullable Boolean named) {}

  @GetMapping
  @Operation(
      summary = "Who may change a cluster",
      description =
          "As it is for the keys sent with this request. In local mode everyone may change every"
              + " saved cluster.")
  @ApiDocs.Problems
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SharingView.class),
              examples = @ExampleObject(name = "the owner asks", value = EXAMPLE)))
  SharingView read(@ApiDocs.ClusterId @PathVariable String id) {
    return view(answers.find(id));
  }

  private SharingView view(ClusterEntry entry) {
    if (entry.sample()) {
      return new SharingView(false, false, false, true, null);
    }
    boolean yours = spaces.owns(entry.id());
    Ownership owner = spaces.of(entry.id()).orElseThrow(() -> ClusterAnswers.unknown(entry.id()));
    return new SharingView(
        yours,
        spaces.mayChange(entry.id()),
        yours && !owner.editHash().isEmpty(),
        owner.named(),
        spaces.expiry(entry.id()).map(Object::toString).orElse(null));
  }

  @PutMapping(consumes = "application/json")
  @Operation(
      summary = "Allow or forbid to show a cluster's name where its link is posted",
      description =
          "Chat programs ask for a title and a picture of each link. They are told the numbers of"
              + " machines and pods, and the name only if the owner allows it.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SharingBody.class),
              examples = @ExampleObject(name = "with its name", value = "{\"named\": true}")))
  @ApiDocs.Problems
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SharingView.class),
              examples = @ExampleObject(name = "the owner asks", value = EXAMPLE)))
  SharingView change(@ApiDocs.ClusterId @PathVariable String id, @RequestBody SharingBody body) {
    Boolean named = body.named();
    if (named == null) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.field("api.field.missing", "named"));
    }
    ClusterEntry entry = answers.saved(id);
    sharing.named(id, named);
    return view(entry);
  }

  @PostMapping("/edit-link")
  @Operation(
      summary = "Make an editable link of a cluster",
      description =
          "Whoever sends its token may change the cluster's documents and edits, but not delete or"
              + " share it. An earlier link stops working. Only the owner may; not in local mode,"
              + " where every link is editable.")
  @ApiDocs.Problems
  @ApiResponse(responseCode = "201", description = "Made; the token is told this once")
  ResponseEntity<TokenView> link(@ApiDocs.ClusterId @PathVariable String id) {
    answers.saved(id);
    return ResponseEntity.status(201).body(new TokenView(sharing.editable(id)));
  }

  @DeleteMapping("/edit-link")
  @Operation(
      summary = "Revoke a cluster's editable link",
      description = "Those who have it can still read the cluster. Only the owner may.")
  @ApiDocs.Problems
  @ApiResponse(responseCode = "204", description = "Revoked, or there was none")
  ResponseEntity<Void> revoke(@ApiDocs.ClusterId @PathVariable String id) {
    answers.saved(id);
    sharing.revoke(id);
    return ResponseEntity.noContent().build();
  }
}
