package dev.podlane.store.file;

import dev.podlane.store.TextEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** A data directory for tests. */
record Directory(Path path) {
  static final TextEdits NO_EDITS = text -> new TextEdits.Taken(text, List.of());

  /** Nothing is erased by itself. */
  static final StoreFileProperties STILL =
      new StoreFileProperties(Duration.ofDays(1), DataSize.ofGigabytes(1), false);

  Path database() {
    return path.resolve("podlane.mv.db");
  }

  Path journal() {
    return path.resolve("podlane.journal");
  }

  OpenStore open() {
    return open(STILL);
  }

  OpenStore open(StoreFileProperties settings) {
    return OpenStore.open(path, settings);
  }

  /** Every file but the lock with its bytes. */
  Map<String, List<Byte>> files() throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(path)) {
      for (Path file : all.filter(each -> !each.endsWith("podlane.lock")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          boxed[i] = bytes[i];
        }
        files.put(file.getFileName().toString(), List.of(boxed));
      }
    }
    return files;
  }
}
