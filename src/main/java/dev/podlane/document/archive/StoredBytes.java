package dev.podlane.document.archive;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that were received to the last one, and can be read more than once. */
public interface StoredBytes {
  /** Number of bytes. */
  long size();

  /** Reads from the first byte on; may be called again. The caller closes the stream. */
  InputStream open() throws IOException;
}
