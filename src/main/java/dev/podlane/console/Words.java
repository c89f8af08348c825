package dev.podlane.console;

import java.util.List;

/** The words of a command line, read one after the other. */
final class Words {
  private final List<String> words;
  private String input;
  private int at;

  Words(List<String> words) {
    this(words, "");
  }

  private Words(List<String> words, String input) {
    this.words = words;
    this.input = input;
  }

  /** The same words, for a command that is given this to read. */
  Words withInput(String text) {
    return new Words(words, text);
  }

  /** Whether there is input that no command took. */
  boolean hasInput() {
    return !input.isBlank();
  }

  /** Takes the input. */
  String takeInput() {
    String taken = input;
    input = "";
    return taken;
  }

  /** Takes all words that are left. */
  List<String> rest() {
    List<String> rest = words.subList(at, words.size());
    at = words.size();
    return rest;
  }

  boolean hasNext() {
    return at < words.size();
  }

  /** The word at hand; empty at the end of the line, which no keyword is. */
  String peek() {
    return hasNext() ? words.get(at) : "";
  }

  /** Takes the next word. */
  String next() {
    if (!hasNext()) {
      throw new RefusalException(
          "Command line is not complete. Try option \"help\"", RefusalException.GARBAGE);
    }
    return words.get(at++);
  }

  /** Takes the next word if it is this keyword. */
  boolean take(String keyword) {
    boolean isNext = peek().equals(keyword);
    at += isNext ? 1 : 0;
    return isNext;
  }

  /** Takes the next word if it is one of these keywords. */
  boolean takeAny(String... keywords) {
    for (String keyword : keywords) {
      if (take(keyword)) {
        return true;
      }
    }
    return false;
  }

  /** A whole number of at least {@code min}; {@code wrong} is what the tool says otherwise. */
  int number(int min, String wrong) {
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
  static RefusalException wrong(String value, String why) {
    return new RefusalException(
        "Error: argument \"" + value + "\" is wrong: " + why, RefusalException.GARBAGE);
  }

  /** The refusal of a word that is not understood where {@code expected} could be. */
  static RefusalException garbage(String word, String expected) {
    return new RefusalException(
        "Error: either \"" + expected + "\" is duplicate, or \"" + word + "\" is a garbage.",
        RefusalException.GARBAGE);
  }

  /**
   * The full form of a verb that may be shortened, as {@code matches()} of iproute2: the first in
   * the list that begins with it.
   */
  static String verb(String word, String object, List<String> verbs) {
    for (String verb : verbs) {
      if (!word.isEmpty() && verb.startsWith(word)) {
        return verb;
      }
    }
    throw new RefusalException(
        "Command \"" + word + "\" is unknown, try \"ip " + object + " help\".",
        RefusalException.GARBAGE);
  }
}
