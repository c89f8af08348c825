package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The options and operands of a command line, as getopt(3) reads them: letters may be joined, a
 * value may follow its letter at once, options may follow operands.
 */
final class Options {
  private final String program;
  private final Map<Character, String> values = new HashMap<>();
  private final List<String> operands = new ArrayList<>();

  /**
   * Reads words.
   *
   * @param letters the options there are; those that take a value are followed by a colon
   * @throws CommandException in getopt's words, with exit status 2, for any other option
   */
  Options(String program, String letters, List<String> words) {
    this.program = program;
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("--")) {
        operands.addAll(words.subList(at + 1, words.size()));
        return;
      }
      if (word.length() < 2 || word.charAt(0) != '-') {
        operands.add(word);
        continue;
      }
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        int known = letter == ':' ? -1 : letters.indexOf(letter);
        if (known < 0) {
          throw refused("invalid option -- '" + letter + "'");
        }
        if (!letters.startsWith(":", known + 1)) {
          values.put(letter, "");
          continue;
        }
        if (i + 1 < word.length()) {
          values.put(letter, word.substring(i + 1));
        } else if (at + 1 < words.size()) {
          at++;
          values.put(letter, words.get(at));
        } else {
          throw refused("option requires an argument -- '" + letter + "'");
        }
        break;
      }
    }
  }

  boolean has(char letter) {
    return values.containsKey(letter);
  }

  /** The value of an option; null if it was not given. */
  @Nullable String value(char letter) {
    return values.get(letter);
  }

  /**
   * The value of an option as a whole number.
   *
   * @throws CommandException if it is none from {@code min} to {@code max}
   */
  int number(char letter, int min, int max, int otherwise) {
    String text = values.get(letter);
    if (text == null) {
      return otherwise;
    }
    return whole(text, min, max)
        .orElseThrow(
            () ->
                refused(
                    "invalid argument: '%s': out of range: %d <= value <= %d"
                        .formatted(text, min, max)));
  }

  static OptionalInt whole(String text, int min, int max) {
    if (!text.matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number < min || number > max ? OptionalInt.empty() : OptionalInt.of(number);
  }

  List<String> operands() {
    return operands;
  }

  /** The only operand. */
  String operand(String usage) {
    if (operands.size() != 1) {
      throw new CommandException("usage: " + usage, 2);
    }
    return operands.get(0);
  }

  /** A refusal in the program's name. */
  CommandException refused(String text) {
    return new CommandException(program + ": " + text, 2);
  }
}
