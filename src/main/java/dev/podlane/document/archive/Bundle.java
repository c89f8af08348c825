package dev.podlane.document.archive;

import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Files that belong together, such as those of an archive. */
public interface Bundle {
  /** The largest number of files and folders that are looked at. */
  int MOST_ENTRIES = 100_000;

  /** Looks at the files that may hold documents. */
  @FunctionalInterface
  interface Visitor {
    /**
     * One file.
     *
     * @param name its path in the bundle, unlike that of any other; empty if it has none
     * @param content its bytes, which need not be read to the end
     * @return reason to leave it out; empty if it was read
     */
    Optional<Reason> visit(String name, InputStream content) throws IOException;
  }

  /**
   * Visits the files that may hold documents, in their order.
   *
   * @return the other files, and those the visitor left out
   * @throws ArchiveException if it is damaged or too large
   */
  LeftOutFiles visit(Visitor visitor) throws IOException;
}
