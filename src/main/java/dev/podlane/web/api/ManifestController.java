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
import org.springframework.web.bind.annotation.RequestHeader;
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

  @GetMapping
  @Operation(
      summary = "Read the documents back",
      description =
          "The text as kept, ready to be sent again. The header Podlane-Redacted counts what was"
              + " blanked; YAML says it in a comment on top as well. Who accepts application/json"
              + " alone gets {contentType, documents, redacted}.")
  ResponseEntity<Object> manifests(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestHeader(name = "Accept", defaultValue = "*/*") String accept,
      HttpServletRequest request) {
    Entry entry = answers.find(id);
    boolean asked = accept.strip().startsWith("application/json") && !accept.contains("*/*");
    boolean json = MediaType.parseMediaType(entry.contentType()).getSubtype().equals("json");
    String type = asked || json ? "application/json" : MediaTypes.YAML;
    return ResponseEntity.ok()
        .header(REDACTED, RedactedView.of(entry.blanked()).text())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.CONTENT_TYPE, asked ? type : type + ";charset=UTF-8")
        .eTag(entry.version())
        .body(asked ? view(entry) : text(entry, json, request).getBytes(StandardCharsets.UTF_8));
  }

  private ManifestsView view(Entry entry) {
    return new ManifestsView(
        entry.contentType(), answers.documents(entry.id()), RedactedView.of(entry.blanked()));
  }

  private String text(Entry entry, boolean json, HttpServletRequest request) {
    String documents = answers.documents(entry.id());
    Blanked blanked = entry.blanked();
    if (json || blanked.total() == 0 || documents.startsWith("%")) {
      return documents;
    }
    String counts = RedactedView.of(blanked).text();
    String note =
        answers.words(request).say("api.redacted", Integer.toString(blanked.total()), counts);
    boolean noted = documents.startsWith("# Podlane");
    return "# "
        + note
        + "\n"
        + (noted ? documents.substring(documents.indexOf('\n') + 1) : documents);
  }
}
