package dev.podlane.terminal.kubectl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command and its input.
 *
 * @param command the command line, without the redirection
 * @param text its input; empty for none
 */
record HereDocument(String command, String text) {
  private static final Pattern REDIRECTION =
      Pattern.compile("(?<command>.*?)<<-?\\s*(?<quote>['\"]?)(?<word>\\w+)\\k<quote>\\s*");

  /**
   * Takes a command line apart.
   *
   * @param rest the lines below it: up to the word that it names, or all of them
   */
  static HereDocument of(String line, String rest) {
    Matcher redirection = REDIRECTION.matcher(line);
    if (!redirection.matches()) {
      return new HereDocument(line, rest);
    }
    StringBuilder text = new StringBuilder();
    for (String each : rest.split("\n", -1)) {
      if (each.strip().equals(redirection.group("word"))) {
        break;
      }
      text.append(each).append('\n');
    }
    return new HereDocument("" + redirection.group("command"), text.toString());
  }
}
