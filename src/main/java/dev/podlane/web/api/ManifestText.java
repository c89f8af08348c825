package dev.podlane.web.api;

import dev.podlane.web.api.view.ClusterViews.RedactedView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents as they come, part by part: as they are, below a note, or within JSON. */
final class ManifestText implements Consumer<String> {
  private static final String NOTED = "# Podlane";

  private final OutputStream out;
  private final JsonMapper json;
  private boolean within;
  private String note = "";

  ManifestText(OutputStream out, JsonMapper json) {
    this.out = out;
    this.json = json;
  }

  /** The documents are to be a string of a JSON object. */
  void beginObject(String contentType) {
    within = true;
    write("{\"contentType\":" + json.writeValueAsString(contentType) + ",\"documents\":\"");
  }

  /** Ends the object that was begun. */
  void endObject(RedactedView redacted) {
    write("\",\"redacted\":" + json.writeValueAsString(redacted) + "}");
  }

  /** The documents are to stand below a comment, in the place of an older one. */
  void beginWithNote(String text) {
    note = "# " + text + "\n";
  }

  @Override
  public void accept(String part) {
    if (within) {
      String quoted = json.writeValueAsString(part);
      write(quoted.substring(1, quoted.length() - 1));
      return;
    }
    boolean noted = !note.isEmpty() && !part.startsWith("%");
    if (noted) {
      write(note);
    }
    write(noted && part.startsWith(NOTED) ? part.substring(part.indexOf('\n') + 1) : part);
    note = "";
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
