package dev.podlane.web.api.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, received to its last byte. Small ones stay in memory, others are in a file
 * that only this server's user can read and that goes with the request.
 */
public interface ReceivedBody {
  /** The request attribute that holds it. */
  String ATTRIBUTE = ReceivedBody.class.getName();

  /** Returns the body of a request; one of no bytes if there is none. */
  static ReceivedBody of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ReceivedBody body ? body : new NoBody();
  }

  /** Number of bytes, as they were sent. */
  long size();

  /** Reads from the first byte on; may be called again. The caller closes the stream. */
  InputStream open() throws IOException;

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
