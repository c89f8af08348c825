package dev.podlane.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/**
 * A part of an answer that is ready and waits for its client, who may be slow. It is kept deflated:
 * traces say the same again and again.
 */
final class Spool extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DeflaterOutputStream in = new DeflaterOutputStream(kept, deflater, 1 << 13);
  private long written;

  /** Octets written, as the client will get them. */
  long size() {
    return written;
  }

  @Override
  public void write(int octet) throws IOException {
    in.write(octet);
    written++;
  }

  @Override
  public void write(byte[] octets, int from, int length) throws IOException {
    in.write(octets, from, length);
    written += length;
  }

  /** Ends it; nothing is written any more. */
  @Override
  public void close() throws IOException {
    in.close();
    deflater.end();
  }

  /** Writes it all, once it is closed; the other stream stays open. */
  void writeTo(OutputStream out) throws IOException {
    InflaterOutputStream inflating = new InflaterOutputStream(out);
    kept.writeTo(inflating);
    inflating.finish();
  }
}
