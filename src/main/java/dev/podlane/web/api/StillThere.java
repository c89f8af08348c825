package dev.podlane.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Tells if a client still waits for its answer, which flushing finds out.
 *
 * @param response to the client
 */
record StillThere(HttpServletResponse response) implements BooleanSupplier {
  @Override
  public boolean getAsBoolean() {
    try {
      response.flushBuffer();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
