package dev.podlane.web.api.body;

import dev.podlane.document.archive.StoredBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The body of a request, received to its last byte. Small ones stay in memory, others are in a file
 * that only this server's user can read and that goes with the request.
 */
public interface ReceivedBody extends StoredBytes {
  /** The request attribute that holds it. */
  String ATTRIBUTE = ReceivedBody.class.getName();

  /** Returns the body of a request; one of no bytes if there is none. */
  static ReceivedBody of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ReceivedBody body ? body : new NoBody();
  }

  /**
   * Keeps the body beyond the end of the request, for work that continues after the answer. The
   * caller must close it, else its room is lost until the server stops.
   */
  Kept keep();

  /** A body that outlives its request. */
  interface Kept extends AutoCloseable {
    /** The body itself. */
    ReceivedBody body();

    /** Frees its memory and removes its file; streams opened from it must not be read any more. */
    @Override
    void close();
  }
}
