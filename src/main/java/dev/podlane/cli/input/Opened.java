package dev.podlane.cli.input;

import dev.podlane.document.read.FileParts;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * An opened input.
 *
 * @param name the file, as it was named; empty for several
 * @param text its text; of several files with their names before them
 */
public record Opened(Workspace workspace, String name, String text) {
  /**
   * A line of a file, without its end.
   *
   * @param file its name, as places have it
   * @param line from 1
   */
  public Optional<String> line(String file, int line) {
    List<FileParts.Part> parts = FileParts.of(name, text);
    return parts.stream()
        .filter(part -> part.file().equals(file))
        .flatMap(part -> part.text().lines().skip(Math.max(0, line - 1)).limit(1))
        .findFirst();
  }
}
