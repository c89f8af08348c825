package dev.podlane.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk of a directory. */
final class DiskSpace {
  private static final String PROBE = "podlane.probe";

  /** A change writes its texts, pages around them, and a line of the journal. */
  private static final long BESIDES = 1 << 20;

  private static final int MOST_PROBED = 4 << 20;

  private final Path directory;

  DiskSpace(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the free space, in bytes, that a change of so many bytes requires before it is tried.
   */
  static long needed(long bytes) {
    return 2 * bytes + BESIDES;
  }

  /** Returns true if the system reports that much free space, or none at all. */
  boolean has(long bytes) {
    try {
      return Files.getFileStore(directory).getUsableSpace() >= bytes;
    } catch (IOException unknown) {
      return true;
    }
  }

  /**
   * Returns true if that much can be written, up to a few megabytes: quotas show only on writing.
   */
  boolean takes(long bytes) {
    Path probe = directory.resolve(PROBE);
    try {
      Files.deleteIfExists(probe);
      PrivateFiles.make(probe);
      try (OutputStream out = Files.newOutputStream(probe)) {
        out.write(new byte[(int) Math.min(bytes, MOST_PROBED)]);
      }
      PrivateFiles.sync(probe);
      return true;
    } catch (IOException full) {
      return false;
    } finally {
      delete(probe);
    }
  }

  private static void delete(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException stays) {
      // The next probe writes over it.
    }
  }
}
