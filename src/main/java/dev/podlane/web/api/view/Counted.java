package dev.podlane.web.api.view;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written, and leaves the stream below open. */
final class Counted extends FilterOutputStream {
  private long written;

  Counted(OutputStream out) {
    super(out);
  }

  /** Octets so far. */
  long written() {
    return written;
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    written++;
  }

  @Override
  public void write(byte[] octets, int from, int length) throws IOException {
    out.write(octets, from, length);
    written += length;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
