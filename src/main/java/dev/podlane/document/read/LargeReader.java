package dev.podlane.document.read;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.json.JsonReader;
import dev.podlane.document.tree.FieldFilter;
import dev.podlane.document.tree.KeptDocuments;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.TreeOutput;
import dev.podlane.document.tree.Wanted;
import dev.podlane.document.yaml.Lines;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads a text of any size from a stream, and keeps only the wanted fields. */
final class LargeReader {
  /**
   * The largest text, in octets, that is read into memory first, where documents can be read once
   * more.
   */
  private static final int SMALL = 16 << 20;

  private static final int BUFFER = 1 << 16;

  private final String file;
  private final Limits limits;
  private final FieldFilter filter;
  private final TreeOutput output;
  private final TreeBuilder builder;

  private LargeReader(String file, Limits limits, Wanted wanted, TreeOutput output) {
    this.file = file;
    this.output = output;
    this.limits = limits;
    this.filter = new FieldFilter(wanted);
    this.builder =
        new TreeBuilder(
            file,
            limits,
            new Symbols(Long.MAX_VALUE),
            wanted.isEverything() ? null : filter,
            output);
  }

  /** The documents as trees. */
  static Read read(String file, Limits limits, Wanted wanted, InputStream in) throws IOException {
    TreeOutput output = new KeptDocuments();
    LargeReader reader = new LargeReader(file, limits, wanted, output);
    List<Problem> problems = reader.read(in);
    return new Read(output.documents(), problems, reader.filter.leftOut());
  }

  /** The documents as a text. */
  static Condensed condense(String file, Limits limits, Wanted wanted, InputStream in)
      throws IOException {
    CondensedText output = new CondensedText();
    LargeReader reader = new LargeReader(file, limits, wanted, output);
    List<Problem> problems = reader.read(in);
    int count = output.count();
    return new Condensed(output.with(reader.filter.leftOut()), count, problems);
  }

  private List<Problem> read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(SMALL);
    List<Problem> problems;
    try {
      problems =
          head.length < SMALL
              ? text(Encodings.text(file, head))
              : stream(
                  head,
                  new SequenceInputStream(
                      new ByteArrayInputStream(head), new BufferedInputStream(in, BUFFER)));
    } catch (UncheckedIOException broken) {
      problems = List.of(unreadable(Objects.requireNonNull(broken.getCause())));
    }
    if (output.count() == 0 && !problems.isEmpty()) {
      throw new DocumentException(problems);
    }
    return problems;
  }

  private List<Problem> text(String text) {
    TextReader reader = Documents.reader(file, text, limits, builder, null);
    reader.read();
    return reader.problems();
  }

  private List<Problem> stream(byte[] head, InputStream in) throws IOException {
    Charset charset = Encodings.charset(file, head);
    in.skipNBytes(Encodings.markLength(head));
    if (Encodings.startsWithBrace(head, charset)) {
      try {
        JsonReader reader = new JsonReader(builder, file, limits, null);
        if (charset.equals(StandardCharsets.UTF_8)) {
          reader.read(in);
        } else {
          reader.read(decoded(in, charset));
        }
        return List.of();
      } catch (DocumentException broken) {
        builder.abandon();
        if (broken.isTooLarge()) {
          throw broken;
        }
        return broken.problems();
      }
    }
    Lines lines = Lines.of(decoded(in, charset));
    TextReader reader = new TextReader(file, limits, lines, builder, null);
    reader.read();
    return reader.problems();
  }

  private static Reader decoded(InputStream in, Charset charset) {
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private Problem unreadable(IOException cause) throws IOException {
    if (cause instanceof CharacterCodingException) {
      return Problem.error(new Place(file, builder.number(), 0, ""), "text.encoding");
    }
    throw cause;
  }
}
