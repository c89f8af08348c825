package dev.podlane.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in our codes why YAML could not be read. */
final class YamlErrors {
  private final TextPart part;
  private final String file;
  private final int document;
  private final int lastLine;

  YamlErrors(TextPart part, String file, int document, int lastLine) {
    this.part = part;
    this.file = file;
    this.document = document;
    this.lastLine = lastLine;
  }

  Problem problem(MarkedYamlEngineException broken) {
    Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
    int line = mark.map(m -> part.line() + m.getLine()).orElse(lastLine);
    int column = mark.map(m -> m.getColumn() + 1).orElse(1);
    Place place = new Place(file, document, line, "");
    String said = clean(broken.getProblem());
    String whole = Texts.line(part.text(), line - part.line() + 1);
    String near = Texts.near(whole, column);
    int braces = Math.max(whole.indexOf("{{"), whole.indexOf("{%"));
    if (braces >= 0) {
      return Problem.error(place, "text.template", Texts.near(whole, braces + 1));
    }
    if (said.contains("TAB")) {
      return Problem.error(place, "text.tab", near, "" + column);
    }
    if (said.contains("mapping values are not allowed")) {
      return Problem.error(place, "text.colon", "" + column, near);
    }
    if (said.contains("found unexpected end of stream")) {
      int from = broken.getContextMark().map(m -> part.line() + m.getLine()).orElse(line);
      return Problem.error(new Place(file, document, from, ""), "text.open-quote");
    }
    if (said.contains("expected <block end>")) {
      return Problem.error(place, "text.indentation", "" + column, near);
    }
    return Problem.error(place, "text.yaml-at", "" + column, near, said);
  }

  /**
   * Puts spaces in place of the tabs that the parser did not take, if only a comment or nothing
   * follows them.
   */
  static boolean withoutTab(MarkedYamlEngineException broken, StringBuilder text) {
    Optional<Mark> mark = broken.getProblemMark();
    if (mark.isEmpty() || !clean(broken.getProblem()).contains("TAB")) {
      return false;
    }
    int at = text.offsetByCodePoints(0, mark.get().getIndex());
    int end = at;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    if (end == at || (end < text.length() && "#\r\n".indexOf(text.charAt(end)) < 0)) {
      return false;
    }
    for (int i = at; i < end; i++) {
      text.setCharAt(i, ' ');
    }
    return true;
  }

  static String clean(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("").strip();
  }
}
