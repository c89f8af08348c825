package dev.podlane.finding;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.document.tree.LeftOut;
import dev.podlane.tools.Unpacked;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real files as clusters: every file of a folder together. */
final class Sets {
  private Sets() {}

  static List<Path> folders(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Workspace open(Path folder) {
    List<Document> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (!name.endsWith("LICENSE") && !name.endsWith("questions.json")) {
          Unpacked.of(file, name)
              .forEach(
                  (each, bytes) -> {
                    try {
                      String text = new String(bytes, StandardCharsets.UTF_8);
                      Read read = Documents.read(each, text);
                      documents.addAll(read.documents());
                      problems.addAll(read.problems());
                    } catch (DocumentException unreadable) {
                      problems.addAll(unreadable.problems());
                    }
                  });
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Workspace.open("", new Read(documents, problems, LeftOut.NOTHING));
  }
}
