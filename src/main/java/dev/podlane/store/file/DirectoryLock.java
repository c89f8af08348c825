package dev.podlane.store.file;

import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data directory held for this process. The system lets go of it when the process ends. */
final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "podlane.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a directory, and makes it if it is not there.
   *
   * @throws UnusableException if another process has it, or it cannot be written
   */
  static DirectoryLock take(Path directory) {
    try {
      PrivateFiles.makeDirectory(directory);
      Path file = directory.resolve(NAME);
      PrivateFiles.make(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
        channel.close();
        throw new UnusableException(
            Reason.IN_USE, directory.toString(), holder.isEmpty() ? "?" : holder);
      }
      channel.truncate(0);
      String own = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)));
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new UnusableException(
          e, Reason.NOT_WRITABLE, directory.toString(), FailureCauses.text(e));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
