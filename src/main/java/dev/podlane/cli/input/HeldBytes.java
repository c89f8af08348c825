package dev.podlane.cli.input;

import dev.podlane.document.Limits;
import dev.podlane.document.archive.ArchiveException;
import dev.podlane.document.archive.StoredBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes in memory: those of a pipe, which can be read but once. */
final class HeldBytes implements StoredBytes {
  private final byte[] bytes;

  private HeldBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a pipe to its end.
   *
   * @throws ArchiveException if there are more bytes than a text in memory may have
   */
  static HeldBytes of(InputStream in) throws IOException {
    int most = Limits.DEFAULT.characters();
    byte[] read = in.readNBytes(most);
    if (read.length == most && in.read() >= 0) {
      throw new ArchiveException(ArchiveException.Why.TOO_LARGE, most);
    }
    return new HeldBytes(read);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
