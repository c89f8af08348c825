package dev.podlane.cli.input;

import dev.podlane.document.archive.ArchiveException;
import dev.podlane.document.archive.Bundle;
import dev.podlane.document.archive.EntryName;
import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files below a folder in the order of their paths. Links are not followed: what lies elsewhere
 * was not named.
 *
 * @param name the folder as it was named, before the path of each file
 * @param mostBytes bytes that its documents may have together
 */
record FolderBundle(Path folder, String name, long mostBytes) implements Bundle {
  private static final class Found extends SimpleFileVisitor<Path> {
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Path folder;
    private int seen;

    Found(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      count();
      boolean isHidden =
          !directory.equals(folder) && directory.getFileName().toString().startsWith(".");
      return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      count();
      files.put(folder.relativize(file).toString().replace('\\', '/'), file);
      return FileVisitResult.CONTINUE;
    }

    private void count() throws ArchiveException {
      if (++seen > MOST_ENTRIES) {
        throw new ArchiveException(ArchiveException.Why.TOO_MANY_ENTRIES, MOST_ENTRIES);
      }
    }
  }

  @Override
  public LeftOutFiles visit(Visitor visitor) throws IOException {
    Found found = new Found(folder);
    Files.walkFileTree(folder, found);
    LeftOutFiles leftOut = LeftOutFiles.NONE;
    long bytes = 0;
    for (Map.Entry<String, Path> each : found.files.entrySet()) {
      Path file = each.getValue();
      String shown = name + "/" + each.getKey();
      Reason why =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              ? EntryName.passedOver(each.getKey()).orElse(null)
              : Reason.LINK;
      if (why == null) {
        bytes += Files.size(file);
        if (bytes > mostBytes) {
          throw new ArchiveException(ArchiveException.Why.TOO_LARGE, mostBytes);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
          why = visitor.visit(shown, in).orElse(null);
        }
      }
      if (why != null) {
        leftOut = leftOut.and(shown, why);
      }
    }
    return leftOut;
  }
}
