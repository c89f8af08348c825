package dev.podlane.web.api;

import dev.podlane.store.Blanked;
import dev.podlane.web.api.view.ClusterViews.RedactedView;
import dev.podlane.web.library.Entry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the documents back as they are kept, and says what was blanked. */
@RestController
@RequestMapping("/api/clusters/{id}/manifests")
@Tag(name = "Clusters")
class ManifestController {
  /** Says how many values were blanked: {@code secrets=2, env=5, lastApplied=1}. */
  static final String REDACTED = "Podlane-Redacted";

  private final Answers answers;

  ManifestController(Answers answers) {
    this.answers = answers;
  }

  /** The documents with what was blanked beside them. */
  @Schema(name = "Manifests")
  record ManifestsView(String contentType, String documents, RedactedView redacted) {}

  @GetMapping(produces = {MediaTypes.YAML, "text/plain", "application/octet-stream"})
  @Operation(
      summary = "Read the documents back",
      description =
          "The text as kept, ready to be sent again. The header Podlane-Redacted counts what was"
              + " blanked; YAML says it in a comment on top as well. Asked for application/json, the"
              + " answer is {contentType, documents, redacted}, unless Accept names YAML too.")
  @ApiDocs.Problems
  ResponseEntity<byte[]> text(
      @ApiDocs.ClusterId @PathVariable String id, HttpServletRequest request) {
    Entry entry = answers.find(id);
    boolean json = MediaType.parseMediaType(entry.contentType()).getSubtype().equals("json");
    Blanked blanked = entry.blanked();
    String note =
        json || blanked.total() == 0 || entry.documents().startsWith("%")
            ? ""
            : "# " + answers.words(request).say("api.redacted", numbers(blanked)) + "\n";
    String documents = entry.documents();
    String body =
        documents.startsWith("# Podlane") ? replaceFirstLine(documents, note) : note + documents;
    return ResponseEntity.ok()
        .header(REDACTED, header(blanked))
        .header(
            HttpHeaders.CONTENT_TYPE,
            (json ? "application/json" : MediaTypes.YAML) + ";charset=UTF-8")
        .eTag(entry.version())
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(hidden = true)
  ResponseEntity<ManifestsView> json(@PathVariable String id) {
    Entry entry = answers.find(id);
    return ResponseEntity.ok()
        .header(REDACTED, header(entry.blanked()))
        .eTag(entry.version())
        .body(
            new ManifestsView(
                entry.contentType(), entry.documents(), RedactedView.of(entry.blanked())));
  }

  /** A text that went out and came back has our comment already; it is not doubled. */
  private static String replaceFirstLine(String documents, String note) {
    return note.isEmpty() ? documents : note + documents.substring(documents.indexOf('\n') + 1);
  }

  private static String header(Blanked blanked) {
    return "secrets="
        + blanked.secrets()
        + ", env="
        + blanked.env()
        + ", lastApplied="
        + blanked.lastApplied();
  }

  private static String[] numbers(Blanked blanked) {
    return new String[] {
      Integer.toString(blanked.secrets()),
      Integer.toString(blanked.env()),
      Integer.toString(blanked.lastApplied())
    };
  }
}
