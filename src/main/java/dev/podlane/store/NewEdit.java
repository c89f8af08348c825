package dev.podlane.store;

import java.nio.charset.StandardCharsets;

/**
 * An edit to be kept.
 *
 * @param kind code of its type, such as {@value #CONSOLE}; 1 to {@value #MAX_KIND} characters
 * @param payload the edit as JSON; opaque to the store
 */
public record NewEdit(String kind, String payload) {
  /** A command line: the payload is {@code {"namespace": …, "command": …}}. */
  public static final String CONSOLE = "console";

  /** The longest kind, in characters. */
  public static final int MAX_KIND = 40;

  public NewEdit {
    if (kind.isBlank() || kind.length() > MAX_KIND) {
      throw new IllegalArgumentException("kind must have 1 to " + MAX_KIND + " characters");
    }
  }

  /** Bytes of the payload in UTF-8. */
  long bytes() {
    return payload.getBytes(StandardCharsets.UTF_8).length;
  }
}
