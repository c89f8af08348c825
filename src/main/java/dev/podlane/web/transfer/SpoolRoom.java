package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.BodyProperties;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The memory and the disk that all spools share. Its files are in {@code tmp} below the data
 * directory, readable by the server's user alone; those a killed server left are removed at the
 * next start.
 */
@Component
final class SpoolRoom {
  /** Left free for the store, bytes. */
  private static final long SPARE = 32L << 20;

  private static final String PREFIX = "spool-";

  private final Path folder;
  private final long mostMemory;
  private final long mostDisk;
  private final AtomicLong memory = new AtomicLong();
  private final AtomicLong disk = new AtomicLong();
  private final @Nullable FileChannel lock;

  @Autowired
  SpoolRoom(@Value("${podlane.data-dir}") Path data, BodyProperties limits) {
    this(data, Runtime.getRuntime().maxMemory() / 16, limits.maxSpooled().toBytes());
  }

  /** A room below this directory, with this many bytes of memory and of disk. */
  SpoolRoom(Path data, long mostMemory, long mostDisk) {
    this.folder = data.resolve("tmp");
    this.mostMemory = mostMemory;
    this.mostDisk = mostDisk;
    try {
      Files.createDirectories(folder);
      this.lock = clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes this many bytes of memory, if they are free. */
  boolean takeMemory(long bytes) {
    if (memory.addAndGet(bytes) <= mostMemory) {
      return true;
    }
    memory.addAndGet(-bytes);
    return false;
  }

  void giveMemory(long bytes) {
    memory.addAndGet(-bytes);
  }

  /**
   * Takes this many bytes of disk.
   *
   * @throws NoRoomException if others have them, or the disk is nearly full
   */
  void takeDisk(long bytes) throws IOException {
    if (disk.addAndGet(bytes) > mostDisk) {
      disk.addAndGet(-bytes);
      throw NoRoomException.taken();
    }
    if (Files.getFileStore(folder).getUsableSpace() < bytes + SPARE) {
      disk.addAndGet(-bytes);
      throw NoRoomException.diskFull();
    }
  }

  void giveDisk(long bytes) {
    disk.addAndGet(-bytes);
  }

  /** Bytes of memory and disk that are taken. */
  long taken() {
    return memory.get() + disk.get();
  }

  /** A new empty file, mode 0600. */
  Path newFile() throws IOException {
    return Files.createTempFile(
        folder,
        PREFIX,
        "",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Removes leftovers, unless another server uses the directory. */
  private @Nullable FileChannel clear() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      return null;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @PreDestroy
  void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
