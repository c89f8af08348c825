package dev.podlane.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A file system of a few megabytes in memory, for what happens when it is full. */
public final class SmallDisk implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Mounts one on a directory; skips the test, and says so, where that is not allowed. */
  public static SmallDisk mount(String test, Path path, int megabytes) throws IOException {
    Command done = run("mount", "-t", "tmpfs", "-o", size(megabytes), "tmpfs", path.toString());
    if (done.exit() != 0) {
      System.err.println("SKIPPED: " + test + ", no tmpfs can be mounted here: " + done.output());
      throw new TestAbortedException(done.output());
    }
    return new SmallDisk(path);
  }

  /** Makes it larger, with everything on it. */
  public void grow(int megabytes) throws IOException {
    Command done = run("mount", "-o", "remount," + size(megabytes), path.toString());
    if (done.exit() != 0) {
      throw new IOException(done.output());
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", path.toString());
  }

  private static String size(int megabytes) {
    return "size=" + megabytes + "m";
  }

  private static Command run(String... words) throws IOException {
    try {
      return Command.run(Path.of(""), LIMIT, List.of(words));
    } catch (IOException missing) {
      return new Command(127, String.valueOf(missing.getMessage()));
    }
  }
}
