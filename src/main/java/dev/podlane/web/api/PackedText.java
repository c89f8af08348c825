package dev.podlane.web.api;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.read.FileParts;
import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import dev.podlane.document.read.Read;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.archive.Archive;
import dev.podlane.web.archive.ArchiveException;
import dev.podlane.workspace.Condensing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of an archive, put together into one text that says where each begins. */
final class PackedText implements TextSource {
  private final Archive archive;

  /** Files that are no text. */
  private final Set<String> notUtf8 = new HashSet<>();

  PackedText(Archive archive) {
    this.archive = archive;
  }

  @Override
  public TextMeasure measure() throws IOException {
    List<TextMeasure> measures = new ArrayList<>();
    LeftOutFiles leftOut =
        visit(
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
        visit(
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

  private LeftOutFiles visit(Archive.Visitor visitor) throws IOException {
    try {
      return archive.visit(visitor);
    } catch (ArchiveException refused) {
      throw problem(refused);
    }
  }

  private static ApiException problem(ArchiveException refused) {
    return switch (refused.why()) {
      case DAMAGED ->
          new ApiException(ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.archive.damaged"));
      case ENCRYPTED ->
          new ApiException(
              ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.archive.encrypted"));
      case TOO_MANY_ENTRIES ->
          new ApiException(
              ProblemKind.TOO_LARGE, Fault.request("api.archive.entries", limit(refused, 0)));
      case TOO_LARGE ->
          new ApiException(
              ProblemKind.TOO_LARGE, Fault.request("api.archive.too-large", limit(refused, 20)));
    };
  }

  private static String limit(ArchiveException refused, int shift) {
    return Long.toString(refused.limit() >> shift);
  }
}
