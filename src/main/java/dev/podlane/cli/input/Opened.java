package dev.podlane.cli.input;

import dev.podlane.document.read.FileParts;
import dev.podlane.workspace.Workspace;
import java.util.List;

/**
 * An opened input.
 *
 * @param name the file, as it was named; empty for several
 * @param text its text; of several files with their names before them
 */
public record Opened(Workspace workspace, String name, String text) {
  /**
   * Some lines of a file, without their ends; fewer if there are no more.
   *
   * @param file its name, as places have it
   * @param first the first line, from 1
   */
  public List<String> lines(String file, int first, int count) {
    return FileParts.of(name, text).stream()
        .filter(part -> part.file().equals(file))
        .limit(1)
        .flatMap(part -> part.text().lines().skip(Math.max(0, first - 1)).limit(count))
        .toList();
  }
}
