package dev.podlane.document;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads texts of YAML or JSON into trees. */
public final class Documents {
  /** Problems of YAML that JSON text has, too. */
  private static final List<String> SYNTAX =
      List.of("text.yaml-at", "text.yaml", "text.colon", "text.tab", "text.open-quote", "text.key");

  private Documents() {}

  /** As {@link #parse(String, String, Limits)} with {@link Limits#DEFAULT}. */
  public static List<Document> parse(String file, String text) {
    return parse(file, text, Limits.DEFAULT);
  }

  /**
   * Reads a text of one or many YAML documents, or of one or many JSON values. Anchors, aliases and
   * merge keys are resolved; empty documents are counted, but left out.
   *
   * @param file name of the source as the user knows it, used in places only; may be empty
   * @throws DocumentException if the text cannot be read or asks for more than the limits
   */
  public static List<Document> parse(String file, String text, Limits limits) {
    return parse(file, text, limits, null);
  }

  static List<Document> parse(
      String file, String text, Limits limits, TreeBuilder.@Nullable Ranges ranges) {
    String plain = withoutByteOrderMark(text);
    Texts.check(file, plain, limits);
    return looksLikeJson(plain)
        ? json(file, plain, limits, ranges)
        : yaml(file, plain, limits, ranges);
  }

  static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static List<Document> json(
      String file, String text, Limits limits, TreeBuilder.@Nullable Ranges ranges) {
    try {
      TreeBuilder builder = new TreeBuilder(file, limits, ranges);
      new JsonReader(builder, file, text).read();
      return builder.documents();
    } catch (DocumentException notJson) {
      return yamlInBraces(file, text, limits, ranges, notJson);
    }
  }

  /** YAML's flow style also starts with a brace; whose message helps depends on the file's name. */
  private static List<Document> yamlInBraces(
      String file,
      String text,
      Limits limits,
      TreeBuilder.@Nullable Ranges ranges,
      DocumentException notJson) {
    String name = file.toLowerCase(Locale.ROOT);
    boolean syntax = notJson.problems().get(0).code().startsWith("text.json");
    if (!syntax || name.endsWith(".json")) {
      throw notJson;
    }
    try {
      return yaml(file, text, limits, ranges);
    } catch (DocumentException notYamlEither) {
      boolean meantAsYaml = !SYNTAX.contains(notYamlEither.problems().get(0).code());
      throw meantAsYaml || name.endsWith(".yaml") || name.endsWith(".yml")
          ? notYamlEither
          : notJson;
    }
  }

  private static List<Document> yaml(
      String file, String text, Limits limits, TreeBuilder.@Nullable Ranges ranges) {
    Texts.checkLines(file, text, limits);
    TreeBuilder builder = new TreeBuilder(file, limits, ranges);
    new YamlReader(builder, file).read(text);
    return builder.documents();
  }

  private static boolean looksLikeJson(String text) {
    int at = 0;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
  }
}
