package dev.podlane.web.transfer;

import dev.podlane.web.api.body.ReceivedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Bytes kept until they are used: in memory while they are few, else in a file. One thread at a
 * time writes it; once written it can be read by many.
 */
final class Spool extends OutputStream implements ReceivedBody {
  /** Beyond this they go to a file, bytes. */
  static final int MOST_IN_MEMORY = 1 << 20;

  private static final int FIRST = 4 << 10;

  /** The step in which disk space is reserved, in bytes. */
  private static final long STEP = 1 << 20;

  private final SpoolRoom room;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean kept = new AtomicBoolean();
  private byte[] memory = new byte[0];
  private long size;
  private long taken;
  private @Nullable Path file;
  private @Nullable OutputStream out;

  Spool(SpoolRoom room) {
    this.room = room;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed.get()) {
      throw new IOException("this spool is closed");
    }
    if (out == null && !fits(length)) {
      spill();
    }
    if (out == null) {
      System.arraycopy(bytes, offset, memory, (int) size, length);
    } else {
      reserve(length);
      out.write(bytes, offset, length);
    }
    size += length;
  }

  /** Makes room in memory; false where there is none. */
  private boolean fits(int more) {
    long needed = size + more;
    if (needed <= memory.length) {
      return true;
    }
    if (needed > MOST_IN_MEMORY) {
      return false;
    }
    int next = (int) Math.min(MOST_IN_MEMORY, Math.max(FIRST, Math.max(needed, 2L * size)));
    if (!room.takeMemory(next - memory.length)) {
      return false;
    }
    memory = Arrays.copyOf(memory, next);
    return true;
  }

  private void spill() throws IOException {
    Path target = room.newFile();
    file = target;
    reserve(size);
    OutputStream fresh = Files.newOutputStream(target);
    out = fresh;
    fresh.write(memory, 0, (int) size);
    room.giveMemory(memory.length);
    memory = new byte[0];
  }

  private void reserve(long more) throws IOException {
    long steps = Math.max(0, size + more - taken + STEP - 1) / STEP;
    if (steps > 0) {
      room.takeDisk(steps * STEP);
      taken += steps * STEP;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    Path written = file;
    return written == null
        ? new ByteArrayInputStream(memory, 0, (int) size)
        : Files.newInputStream(written);
  }

  @Override
  public Kept keep() {
    kept.set(true);
    return new Keeping(this);
  }

  /** Ends it with its request, unless it is kept. */
  void release() {
    if (!kept.get()) {
      close();
    }
  }

  /** Frees its memory and removes its file. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    room.giveMemory(memory.length);
    memory = new byte[0];
    room.giveDisk(taken);
    try {
      if (out != null) {
        out.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // the next start removes the rest
    }
  }

  private record Keeping(Spool spool) implements Kept {
    @Override
    public ReceivedBody body() {
      return spool;
    }

    @Override
    public void close() {
      spool.close();
    }
  }
}
