package dev.podlane.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that only their owner may read, where the file system knows owners; and the two operations
 * that make a change of files durable: syncing, and renaming over the old file.
 */
final class PrivateFiles {
  private static final String FILE = "rw-------";
  private static final String DIRECTORY = "rwx------";

  private PrivateFiles() {}

  /**
   * Makes a directory and those above it if they are not there; one that is there stays as it is.
   */
  static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, only(directory, DIRECTORY));
    }
  }

  /** Makes an empty file, private from its first moment; one that is there becomes private. */
  static void make(Path file) throws IOException {
    try {
      Files.createFile(file, only(file, FILE));
    } catch (FileAlreadyExistsException there) {
      if (isPosix(file)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
      }
    }
  }

  /** Makes the contents of a file survive a loss of power. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Puts a file in the place of another one, at once and for good. */
  static void replace(Path target, Path by) throws IOException {
    Files.move(by, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory =
        FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException notHere) {
      // Windows opens no directories; its renaming is in the journal of the file system.
    }
  }

  /**
   * Gives a file a second name that outlives the first; where there are no such names it is copied.
   */
  static Path second(Path file, Path name) throws IOException {
    try {
      return Files.createLink(name, file);
    } catch (UnsupportedOperationException | FileSystemException notHere) {
      make(name);
      return Files.copy(file, name, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
