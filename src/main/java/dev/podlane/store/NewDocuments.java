package dev.podlane.store;

import java.nio.charset.StandardCharsets;

/**
 * Documents to be kept.
 *
 * @param contentType media type as they were sent
 * @param text after redaction
 * @param blanked how many values redaction took out
 */
public record NewDocuments(String contentType, String text, Blanked blanked) {
  /** The text as it is counted and checked. */
  byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
