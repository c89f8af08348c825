package dev.podlane.document.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that come out of an archive, and ends it when they are too many. */
final class Unpacked {
  /**
   * The largest number of bytes between two entries: headers, and names that are too long for one.
   */
  private static final long BETWEEN = 1 << 20;

  private final long most;
  private long bytes;
  private long ceiling = Long.MAX_VALUE;

  Unpacked(long most) {
    this.most = most;
  }

  /** Starts to count the bytes between two entries, which are limited. */
  void between() {
    ceiling = bytes + BETWEEN;
  }

  /** Starts to count the bytes of an entry. */
  void within() {
    ceiling = Long.MAX_VALUE;
  }

  private void count(long more) throws ArchiveException {
    bytes += Math.max(0, more);
    if (bytes > ceiling) {
      throw new ArchiveException(new IOException("too long a header"));
    }
    if (bytes > most) {
      throw new ArchiveException(ArchiveException.Why.TOO_LARGE, most);
    }
  }

  /** Returns the same stream, counted; closing it leaves the archive open. */
  InputStream of(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        int some = in.read(into, from, length);
        count(some);
        return some;
      }

      @Override
      public long skip(long wanted) throws IOException {
        long skipped = in.skip(wanted);
        count(skipped);
        return skipped;
      }

      @Override
      public void close() {
        // the archive goes on
      }
    };
  }
}
