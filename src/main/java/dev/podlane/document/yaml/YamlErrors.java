package dev.podlane.document.yaml;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.TextPart;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in our codes why YAML could not be read. */
final class YamlErrors {
  private static final Pattern FIELD = Pattern.compile("(- +)*[\\w./-]+|\"[^\"]*\"|'[^']*'");
  private static final Pattern PROMPT = Pattern.compile("\\s*(\\S+@\\S+ ?)?[$%❯] +\\S");
  private static final Pattern FENCE = Pattern.compile("(```+|~~~+)[ \\t]*\\w*[ \\t]*");

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
    String whole = TextChecks.line(part.text(), line - part.line() + 1);
    String near = TextChecks.near(whole, column);
    int braces = Math.max(whole.indexOf("{{"), whole.indexOf("{%"));
    if (braces >= 0) {
      return Problem.error(place, "text.template", TextChecks.near(whole, braces + 1));
    }
    int prompt = prompt(line - part.line() + 1);
    if (prompt > 0) {
      Place typed = new Place(file, document, part.line() + prompt - 1, "");
      return Problem.error(
          typed, "text.prompt", TextChecks.near(TextChecks.line(part.text(), prompt), 1));
    }
    if (said.contains("TAB")) {
      return Problem.error(place, "text.tab", near, "" + column);
    }
    if (said.contains("mapping values are not allowed") && isFirstColon(whole, column)) {
      return Problem.error(place, "text.indented-further", near);
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

  /** Returns true if there is one field name before that colon, so that the lines above decide. */
  private static boolean isFirstColon(String line, int column) {
    int colon = Math.min(column - 1, line.length());
    return colon > 0
        && Character.isWhitespace(line.charAt(0))
        && FIELD.matcher(line.substring(0, colon).strip()).matches();
  }

  /** The first line up to this one that is a command with a shell's prompt; 0 if there is none. */
  private int prompt(int last) {
    List<String> lines = part.text().lines().limit(last).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (PROMPT.matcher(lines.get(i)).lookingAt()) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * Puts spaces in place of the fence of a Markdown code block, which no YAML can have at the start
   * of a line.
   */
  static boolean withoutFence(MarkedYamlEngineException broken, StringBuilder text) {
    Optional<Mark> mark = broken.getProblemMark();
    if (mark.isEmpty() || mark.get().getColumn() != 0) {
      return false;
    }
    int at = text.offsetByCodePoints(0, mark.get().getIndex());
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (!FENCE.matcher(text.substring(at, end)).matches()) {
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
