package dev.podlane.document;

import java.util.List;
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
   * Reads those documents of a text that can be read.
   *
   * @param file name of the source as the user knows it, used in places only; may be empty
   * @throws DocumentException if none can be read, or the text asks for more than the limits
   */
  public static Read read(String file, String text, Limits limits) {
    TreeBuilder builder = new TreeBuilder(file, limits, new Symbols(text.length()), null);
    TextReader reader = reader(file, text, limits, builder, null);
    reader.read();
    if (builder.documents().isEmpty() && !reader.problems().isEmpty()) {
      throw new DocumentException(reader.problems());
    }
    return new Read(builder.documents(), reader.problems(), LeftOut.NOTHING);
  }

  /** A reader of a text that has been found to be one. */
  static TextReader reader(
      String file, String text, Limits limits, TreeBuilder builder, @Nullable Ranges ranges) {
    Texts.check(file, text, limits);
    return new TextReader(file, limits, Lines.of(text), builder, ranges);
  }

  static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
