package dev.podlane.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Files of a folder of manifests; a few large ones are kept in archives. */
public final class Unpacked {
  private Unpacked() {}

  /** The files in a {@code tar.gz} by name, or the file itself under the given name. */
  public static Map<String, byte[]> of(Path file, String name) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try {
      if (!name.endsWith(".tar.gz")) {
        found.put(name, Files.readAllBytes(file));
        return found;
      }
      try (InputStream in = Files.newInputStream(file);
          TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          found.put(entry.getName(), tar.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
