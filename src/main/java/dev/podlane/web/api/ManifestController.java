package dev.podlane.web.api;

import dev.podlane.web.api.EntryViews.RedactedView;
import dev.podlane.web.library.ClusterEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.json.JsonMapper;

/** Returns the documents as they are stored, part by part, and the number of blanked values. */
@RestController
@RequestMapping("/api/clusters/{id}/manifests")
@Tag(name = "Clusters")
class ManifestController {
  /** Says how many values were blanked: {@code secrets=2, env=5, lastApplied=1}. */
  static final String REDACTED = "Podlane-Redacted";

  private final ClusterAnswers answers;
  private final JsonMapper json;

  ManifestController(ClusterAnswers answers, JsonMapper json) {
    this.answers = answers;
    this.json = json;
  }

  @GetMapping
  @Operation(
      summary = "Read the documents back",
      description =
          "The text as kept, ready to be sent again: line by line what was sent, and sent again it"
              + " is kept as it is. The header Podlane-Redacted counts what was blanked. Who"
              + " accepts application/json alone gets {contentType, documents, redacted}.")
  void manifests(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestHeader(name = "Accept", defaultValue = "*/*") String accept,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean asked = accept.strip().startsWith("application/json") && !accept.contains("*/*");
    ClusterEntry entry = answers.find(id);
    while (true) {
      if (new ServletWebRequest(request, response).checkNotModified(entry.version())) {
        return;
      }
      describe(entry, asked, response);
      ClusterEntry read = write(entry, asked, response);
      if (read.version().equals(entry.version())) {
        return;
      }
      entry = read;
      response.resetBuffer();
    }
  }

  private static void describe(ClusterEntry entry, boolean asked, HttpServletResponse response) {
    String type = asked || isJson(entry) ? "application/json" : MediaTypes.YAML;
    response.setContentType(asked ? type : type + ";charset=UTF-8");
    response.setHeader(REDACTED, RedactedView.of(entry.blanked()).text());
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  private static boolean isJson(ClusterEntry entry) {
    return MediaType.parseMediaType(entry.contentType()).getSubtype().equals("json");
  }

  private ClusterEntry write(ClusterEntry entry, boolean asked, HttpServletResponse response)
      throws IOException {
    ManifestText text = new ManifestText(response.getOutputStream(), json);
    if (asked) {
      text.beginObject(entry.contentType());
    }
    try {
      ClusterEntry read = answers.documents(entry.id(), text);
      if (asked) {
        text.endObject(RedactedView.of(entry.blanked()));
      }
      return read;
    } catch (UncheckedIOException unwritten) {
      throw unwritten.getCause();
    }
  }
}
