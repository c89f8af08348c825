package dev.podlane.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A client that waits for a long answer. While a walk is under way, a blank is sent now and then,
 * which JSON allows before a value: when nobody is there to take it, the walk need not go on.
 */
final class WaitingClient {
  private static final long PULSE_NANOS = 500_000_000;

  private final HttpServletResponse response;
  private final OutputStream out;
  private final boolean blanks;
  private long heard = System.nanoTime();
  private boolean gone;

  private WaitingClient(HttpServletResponse response, boolean blanks) throws IOException {
    this.response = response;
    this.blanks = blanks;
    this.out = response.getOutputStream();
  }

  /** A client that is sent JSON. */
  static WaitingClient ofJson(HttpServletResponse response) throws IOException {
    return new WaitingClient(response, true);
  }

  /** A client that may be sent nothing but what it asked for. */
  static WaitingClient silent(HttpServletResponse response) throws IOException {
    return new WaitingClient(response, false);
  }

  /** Whether somebody still listens, as far as is known; sends a blank if that was long ago. */
  boolean isThere() {
    if (blanks && !gone && System.nanoTime() - heard > PULSE_NANOS) {
      try {
        out.write(' ');
        response.flushBuffer();
        heard = System.nanoTime();
      } catch (IOException e) {
        gone = true;
      }
    }
    return !gone;
  }

  /** Sends what is ready. */
  void send(Spool part) throws IOException {
    part.writeTo(out);
    response.flushBuffer();
    heard = System.nanoTime();
  }

  void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
