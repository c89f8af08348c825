package dev.podlane.document.read;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Problem;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.LeftOut;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.Wanted;
import dev.podlane.document.yaml.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts of YAML or JSON into trees. Anchors, aliases and merge keys are resolved; empty
 * documents are counted, but left out.
 */
public final class Documents {
  private Documents() {}

  /** As {@link #parse(String, String, Limits)} with {@link Limits#DEFAULT}. */
  public static List<Document> parse(String file, String text) {
    return parse(file, text, Limits.DEFAULT);
  }

  /**
   * Reads a text of one or many YAML documents, or of one or many JSON values, all of which must be
   * readable.
   *
   * @param file name of the source as the user knows it, used in places only; may be empty
   * @throws DocumentException if a document cannot be read, or asks for more than the limits
   */
  public static List<Document> parse(String file, String text, Limits limits) {
    Read read = read(file, text, limits);
    if (!read.problems().isEmpty()) {
      throw new DocumentException(read.problems());
    }
    return read.documents();
  }

  /** As {@link #read(String, String, Limits)} with {@link Limits#DEFAULT}. */
  public static Read read(String file, String text) {
    return read(file, text, Limits.DEFAULT);
  }

  /**
   * Reads the readable documents of a text. If the text was put together from files, their places
   * are in these.
   *
   * @param file name of the source as the user knows it, used in places only; may be empty
   * @throws DocumentException if none can be read, or the text asks for more than the limits
   */
  public static Read read(String file, String text, Limits limits) {
    TreeBuilder builder = new TreeBuilder(file, limits, new Symbols(text.length()), null);
    List<FileParts.Part> parts = FileParts.of(file, text);
    List<Problem> problems = new ArrayList<>();
    for (FileParts.Part part : parts) {
      if (parts.size() == 1 || !part.text().isBlank()) {
        builder.of(part.file());
        problems.addAll(problems(part, limits, builder, parts.size() > 1));
      }
    }
    if (builder.documents().isEmpty() && !problems.isEmpty()) {
      throw new DocumentException(problems);
    }
    return new Read(builder.documents(), problems, LeftOut.NOTHING);
  }

  /** Reads a part and returns its problems; one of several may be no text at all. */
  private static List<Problem> problems(
      FileParts.Part part, Limits limits, TreeBuilder builder, boolean isOneOfSeveral) {
    try {
      TextReader reader = reader(part.file(), part.text(), limits, builder, null);
      reader.read();
      return reader.problems();
    } catch (DocumentException noText) {
      if (!isOneOfSeveral || noText.isTooLarge()) {
        throw noText;
      }
      return noText.problems();
    }
  }

  /**
   * Reads the readable documents of a file, and keeps only the wanted fields; the file may be much
   * larger than the heap.
   *
   * @param file name of the file as the user knows it, used in places only; may be empty
   * @param in its bytes, in UTF-8 or with a byte-order mark; read to the end, but not closed
   * @param progress receives the number of bytes read from time to time
   * @throws DocumentException if no document can be read, or the wanted fields exceed the limits
   * @throws IOException if the bytes cannot be had
   */
  public static Read read(
      String file, InputStream in, Limits limits, Wanted wanted, LongConsumer progress)
      throws IOException {
    return LargeReader.read(file, limits, wanted, new CountingStream(in, progress));
  }

  /**
   * Reads a file as {@link #read(String, InputStream, Limits, Wanted, LongConsumer)} does, into a
   * text instead of trees, of which there is one of an object at a time.
   *
   * @throws DocumentException if no document can be read, or the wanted fields exceed the limits
   * @throws IOException if the bytes cannot be had
   */
  public static Condensed condense(
      String file, InputStream in, Limits limits, Wanted wanted, LongConsumer progress)
      throws IOException {
    return LargeReader.condense(file, limits, wanted, new CountingStream(in, progress));
  }

  /** A reader of a text that has been found to be one. */
  public static TextReader reader(
      String file,
      String text,
      Limits limits,
      TreeBuilder builder,
      @Nullable RangeListener ranges) {
    TextChecks.check(file, text, limits);
    return new TextReader(file, limits, Lines.of(text), builder, ranges);
  }

  public static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
