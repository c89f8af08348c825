package dev.podlane.workspace.input;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.archive.Bundle;
import dev.podlane.document.read.FileParts;
import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import dev.podlane.document.read.Read;
import dev.podlane.workspace.Condensing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a bundle, put together into one text that says where each begins. */
final class PackedText implements TextSource {
  private final Bundle bundle;

  /** Files that are no text. */
  private final Set<String> notUtf8 = new HashSet<>();

  PackedText(Bundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public TextMeasure measure() throws IOException {
    List<TextMeasure> measures = new ArrayList<>();
    LeftOutFiles leftOut =
        bundle.visit(
            (name, content) -> {
              TextMeasure measure = TextMeasure.of(content);
              if (!measure.isUtf8()) {
                notUtf8.add(name);
                return Optional.of(Reason.ENCODING);
              }
              measures.add(measure);
              return Optional.empty();
            });
    if (measures.isEmpty()) {
      List<Problem> problems = new ArrayList<>(leftOut.problems(Place.NOWHERE));
      problems.add(0, Read.noObject(""));
      throw new DocumentException(problems);
    }
    return measures.stream().reduce(TextMeasure::and).orElseThrow();
  }

  @Override
  public String text(TextMeasure measure) throws IOException {
    return put((name, in) -> Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
  }

  /** A file that cannot be read is left out, as all of its text would be lost. */
  @Override
  public String condensed() throws IOException {
    return put(
        (name, in) -> {
          try {
            return Optional.of(Condensing.condensed(name, in, bytes -> {}));
          } catch (DocumentException broken) {
            if (broken.isTooLarge() || name.isEmpty()) {
              throw broken;
            }
            return Optional.empty();
          }
        });
  }

  private interface Reading {
    /** Reads the text of a file to keep; empty if it cannot be read. */
    Optional<String> text(String name, InputStream content) throws IOException;
  }

  private String put(Reading reading) throws IOException {
    StringBuilder text = new StringBuilder();
    LeftOutFiles leftOut =
        bundle.visit(
            (name, content) -> {
              if (notUtf8.contains(name)) {
                return Optional.of(Reason.ENCODING);
              }
              Optional<String> read = reading.text(name, content);
              if (read.isEmpty()) {
                return Optional.of(Reason.UNREADABLE);
              }
              append(text, name, withoutMark(read.get()));
              return Optional.empty();
            });
    return text.append(leftOut.isEmpty() ? "" : "---\n" + leftOut.toText()).toString();
  }

  private static void append(StringBuilder text, String name, String own) {
    int most = Limits.DEFAULT.characters();
    if (text.length() + (long) own.length() > most) {
      throw new DocumentException(
          List.of(Problem.error(Place.NOWHERE, "text.too-long", Integer.toString(most))));
    }
    if (!name.isEmpty()) {
      text.append(FileParts.boundary(name, text.isEmpty(), own.startsWith("%")));
    }
    text.append(own).append(own.endsWith("\n") ? "" : "\n");
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
