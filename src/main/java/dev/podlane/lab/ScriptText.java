package dev.podlane.lab;

import dev.podlane.console.command.ShellWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a shell script. Everything that is not {@link Raw} is quoted: no word of a user is code.
 */
final class ScriptText {
  private final StringBuilder text = new StringBuilder();

  /** A word the shell is to expand, such as a variable of the script's own. */
  record Raw(String text) {}

  /** A line that holds nothing a user wrote. */
  ScriptText line(String own) {
    text.append(own).append('\n');
    return this;
  }

  /** A command with its words. */
  ScriptText command(Object... words) {
    List<String> quoted = new ArrayList<>();
    for (Object word : words) {
      quoted.add(
          word instanceof Raw raw ? raw.text() : ShellWords.quote(writable(word.toString())));
    }
    return line(String.join(" ", quoted));
  }

  /** Words for people; a line break in them would end the comment, and be run. */
  ScriptText comment(String words) {
    return line("# " + oneLine(words));
  }

  /**
   * Two texts for one command, as its standard input and as a file descriptor; no line of a text
   * can be the one that ends it.
   */
  static String heredocs(
      String word, String input, String descriptor, String otherWord, String other) {
    String end = ending(word, input);
    String otherEnd = ending(otherWord, other);
    return "<<'%s' %s<<'%s'%n".formatted(end, descriptor, otherEnd)
        + body(input)
        + end
        + "\n"
        + body(other)
        + otherEnd;
  }

  /** A text as standard input of a command. */
  static String heredoc(String word, String input) {
    String end = ending(word, input);
    return "<<'" + end + "'\n" + body(input) + end;
  }

  private static String ending(String word, String body) {
    String end = word;
    while (body.lines().anyMatch(end::equals)) {
      end += "_";
    }
    return end;
  }

  private static String body(String text) {
    return writable(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
  }

  private static String oneLine(String words) {
    StringBuilder line = new StringBuilder();
    words.codePoints().forEach(each -> line.appendCodePoint(isBreaking(each) ? '?' : each));
    return line.toString();
  }

  /** Returns true for controls, line separators, and characters that UTF-8 cannot encode. */
  private static boolean isBreaking(int each) {
    return Character.isISOControl(each)
        || Character.getType(each) == Character.LINE_SEPARATOR
        || Character.getType(each) == Character.PARAGRAPH_SEPARATOR
        || Character.getType(each) == Character.SURROGATE;
  }

  /**
   * Returns the word without characters that no shell can hold, and with those that UTF-8 cannot
   * encode replaced.
   */
  private static String writable(String word) {
    StringBuilder clean = new StringBuilder();
    word.codePoints()
        .filter(each -> each != 0)
        .map(each -> Character.getType(each) == Character.SURROGATE ? '?' : each)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
