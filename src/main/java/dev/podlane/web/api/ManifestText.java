package dev.podlane.web.api;

import dev.podlane.web.api.EntryViews.RedactedView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents as they come, part by part: as they are, or within JSON. */
final class ManifestText implements Consumer<String> {
  private final OutputStream out;
  private final JsonMapper json;
  private boolean within;

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

  @Override
  public void accept(String part) {
    if (within) {
      String quoted = json.writeValueAsString(part);
      write(quoted.substring(1, quoted.length() - 1));
      return;
    }
    write(part);
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
