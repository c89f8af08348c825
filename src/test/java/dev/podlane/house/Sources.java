package dev.podlane.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The project's own files, as the house's tests read them. */
final class Sources {
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "data", ".idea", ".vscode");

  /** Folders of sources, in which those are names as others. */
  private static final Path SOURCES = Path.of("src");

  private Sources() {}

  /** Files below a folder, sorted; built, installed and saved things are left out. */
  static List<Path> below(String folder, Predicate<String> name) {
    if (!Files.isDirectory(Path.of(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(Sources::isOurs)
          .filter(file -> name.test(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text; octets that are no UTF-8 become replacement characters. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path file) {
    if (file.normalize().startsWith(SOURCES)) {
      return true;
    }
    for (Path part : file) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
