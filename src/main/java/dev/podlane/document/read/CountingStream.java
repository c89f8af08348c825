package dev.podlane.document.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Says how many bytes were read, from time to time and at the end. */
final class CountingStream extends FilterInputStream {
  private static final long EACH = 1 << 20;

  private final LongConsumer progress;
  private long read;
  private long told;

  CountingStream(InputStream in, LongConsumer progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? -1 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(count);
    return count;
  }

  private void count(long more) {
    read += Math.max(more, 0);
    if (read - told >= EACH || (more < 0 && read > told)) {
      told = read;
      progress.accept(read);
    }
  }
}
