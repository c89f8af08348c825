package dev.podlane.console.command;

import java.util.List;

/** The words of a command line, read one after the other. */
public final class ArgCursor {
  private final List<String> words;
  private String input;
  private int at;

  public ArgCursor(List<String> words) {
    this(words, "");
  }

  private ArgCursor(List<String> words, String input) {
    this.words = words;
    this.input = input;
  }

  /** Returns the same words, for a command that reads this input. */
  public ArgCursor withInput(String text) {
    return new ArgCursor(words, text);
  }

  /** Returns true if there is input that no command has read. */
  public boolean hasInput() {
    return !input.isBlank();
  }

  /** Takes the input. */
  public String takeInput() {
    String taken = input;
    input = "";
    return taken;
  }

  /** Takes all words that are left. */
  public List<String> rest() {
    List<String> rest = words.subList(at, words.size());
    at = words.size();
    return rest;
  }

  public boolean hasNext() {
    return at < words.size();
  }

  /** The word at hand; empty at the end of the line, which no keyword is. */
  public String peek() {
    return hasNext() ? words.get(at) : "";
  }

  /** Takes the next word. */
  public String next() {
    if (!hasNext()) {
      throw new CommandException(
          "Command line is not complete. Try option \"help\"", CommandException.GARBAGE);
    }
    return words.get(at++);
  }

  /** Takes the next word if it is this keyword. */
  public boolean take(String keyword) {
    boolean isNext = peek().equals(keyword);
    at += isNext ? 1 : 0;
    return isNext;
  }

  /** Takes the next word if it is one of these keywords. */
  public boolean takeAny(String... keywords) {
    for (String keyword : keywords) {
      if (take(keyword)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a whole number of at least {@code min}; otherwise fails with the tool's message {@code
   * wrong}.
   */
  public int number(int min, String wrong) {
    String text = next();
    try {
      int number = Integer.parseInt(text);
      if (number >= min && text.charAt(0) != '+') {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // said below, as for a number out of range
    }
    throw wrong(text, wrong);
  }

  /** The refusal of a value. */
  public static CommandException wrong(String value, String why) {
    return new CommandException(
        "Error: argument \"" + value + "\" is wrong: " + why, CommandException.GARBAGE);
  }

  /** The refusal of a word that is not understood where {@code expected} could be. */
  public static CommandException garbage(String word, String expected) {
    return new CommandException(
        "Error: either \"" + expected + "\" is duplicate, or \"" + word + "\" is a garbage.",
        CommandException.GARBAGE);
  }

  /**
   * The full form of a verb that may be shortened, as {@code matches()} of iproute2: the first in
   * the list that begins with it.
   */
  public static String verb(String word, String object, List<String> verbs) {
    for (String verb : verbs) {
      if (!word.isEmpty() && verb.startsWith(word)) {
        return verb;
      }
    }
    throw new CommandException(
        "Command \"" + word + "\" is unknown, try \"ip " + object + " help\".",
        CommandException.GARBAGE);
  }
}
