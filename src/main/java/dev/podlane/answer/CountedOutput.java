package dev.podlane.answer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the octets written, and leaves the stream below open. */
public final class CountedOutput extends FilterOutputStream {
  private long written;

  public CountedOutput(OutputStream out) {
    super(out);
  }

  /** Octets so far. */
  public long written() {
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
