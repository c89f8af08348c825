package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.store.Usage;
import dev.podlane.web.space.SpaceProperties;
import dev.podlane.web.space.Spaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mode of the server, and the visitor's space. */
@RestController
@Tag(name = "Sharing")
class SpaceController {
  private static final String PUBLIC =
      "{\"mode\": \"public\", \"clusters\": 3, \"bytes\": 20480, \"mostClusters\": 50,"
          + " \"mostBytes\": 33554432, \"newPerMinute\": 10, \"expireDays\": 90}";

  private final Spaces spaces;

  SpaceController(Spaces spaces) {
    this.spaces = spaces;
  }

  /** A space and its bounds, which local mode does not have. */
  @Schema(name = "Space")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SpaceView(
      @Schema(
              description =
                  "local: whoever reaches the server may change everything. public: clusters belong"
                      + " to the space whose key is sent in the header Podlane-Key",
              allowableValues = {"local", "public"})
          String mode,
      @Schema(description = "How many clusters the space has") @Nullable Long clusters,
      @Schema(description = "Bytes of their documents and edits") @Nullable Long bytes,
      @Nullable Integer mostClusters,
      @Nullable Long mostBytes,
      @Schema(description = "How many clusters it may make in a minute")
          @Nullable Integer newPerMinute,
      @Schema(description = "After how many days a cluster goes that nobody opens; absent: never")
          @Nullable Long expireDays) {}

  @GetMapping(path = "/api/space", produces = "application/json")
  @Operation(
      summary = "Whose clusters are here, and how many one may have",
      description =
          "A space needs no account: a client makes a random key of 22 or more characters (A-Z,"
              + " a-z, 0-9, -, _) and sends it in the header Podlane-Key.")
  @ApiDocs.Problems
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SpaceView.class),
              examples = {
                @ExampleObject(name = "a public server", value = PUBLIC),
                @ExampleObject(name = "a local one", value = "{\"mode\": \"local\"}")
              }))
  SpaceView read() {
    if (!spaces.isPublic()) {
      return new SpaceView(spaces.mode().text(), null, null, null, null, null, null);
    }
    SpaceProperties bounds = spaces.settings();
    Usage used = spaces.usage();
    long days = bounds.expireAfter().toDays();
    return new SpaceView(
        spaces.mode().text(),
        used.clusters(),
        used.bytes(),
        bounds.maxClusters(),
        bounds.maxSize().toBytes(),
        bounds.newPerMinute(),
        bounds.expireAfter().isZero() ? null : (Long) days);
  }
}
