package dev.podlane.console.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as a POSIX shell does: blanks separate, quotes and backslash
 * keep. Lists, pipes, redirections, substitutions and patterns, which a shell would carry out, are
 * refused.
 */
public final class ShellTokens {
  /** Longest command line read, in characters. */
  static final int MAX_LINE = 4096;

  private static final String SHELL = ";|&<>()`$*?[]{}~!#\n\r";
  private static final char NONE = 0;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private char quote = NONE;

  private ShellTokens() {}

  /**
   * The words of a line.
   *
   * @throws CommandException for a shell feature, an open quote or an overlong line
   */
  public static List<String> of(String line) {
    if (line.length() > MAX_LINE) {
      throw refuse("command line is longer than " + MAX_LINE + " characters");
    }
    return new ShellTokens().read(line.strip());
  }

  private List<String> read(String line) {
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (next == '\\' && quote != '\'') {
        at++;
        if (at == line.length()) {
          throw refuse("nothing follows the backslash at the end");
        }
        take(line.charAt(at));
      } else if (quote == NONE && isOrdinary(next)) {
        int end = at + 1;
        while (end < line.length() && isOrdinary(line.charAt(end))) {
          end++;
        }
        word.append(line, at, end);
        started = true;
        at = end - 1;
      } else if (quote == NONE) {
        plain(next, at + 1 < line.length() ? line.charAt(at + 1) : ' ');
      } else {
        quoted(next);
      }
    }
    if (quote != NONE) {
      throw refuse("a quote " + quote + " is not closed");
    }
    end();
    return List.copyOf(words);
  }

  /** Returns true if a character has no special meaning outside quotes. */
  private static boolean isOrdinary(char each) {
    return (each >= 'a' && each <= 'z')
        || (each >= '0' && each <= '9')
        || (each >= 'A' && each <= 'Z')
        || "./:-_,=@%+".indexOf(each) >= 0;
  }

  private void plain(char next, char after) {
    if (next == '\'' || next == '"') {
      quote = next;
      started = true;
    } else if (next == ' ' || next == '\t') {
      end();
    } else if (SHELL.indexOf(next) >= 0 && !isNegation(next, after)) {
      throw refuse("shell features are not available: " + shown(next));
    } else {
      take(next);
    }
  }

  /** A {@code !} that is a word is special to a shell only in front of a command. */
  private boolean isNegation(char next, char after) {
    return next == '!' && !started && !words.isEmpty() && (after == ' ' || after == '\t');
  }

  private void quoted(char next) {
    if (next == quote) {
      quote = NONE;
    } else if (quote == '"' && (next == '$' || next == '`')) {
      throw refuse("shell features are not available: " + next);
    } else {
      take(next);
    }
  }

  private void take(char next) {
    if (Character.isISOControl(next)) {
      throw refuse("control characters are not available: " + shown(next));
    }
    word.append(next);
    started = true;
  }

  private void end() {
    if (started) {
      words.add(word.toString());
    }
    word.setLength(0);
    started = false;
  }

  private static String shown(char character) {
    return Character.isISOControl(character)
        ? String.format("\\x%02x", (int) character)
        : String.valueOf(character);
  }

  private static CommandException refuse(String why) {
    return new CommandException("podlane: " + why, CommandException.VALUE);
  }
}
