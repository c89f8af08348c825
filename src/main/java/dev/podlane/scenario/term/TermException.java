package dev.podlane.scenario.term;

import java.util.List;

/** A text that is no expression. */
public final class TermException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String code;
  private final transient List<String> arguments;

  TermException(int position, String code, String... arguments) {
    super(code + " " + List.of(arguments) + " at " + position, null, false, false);
    this.position = position;
    this.code = code;
    this.arguments = List.of(arguments);
  }

  /** The place in the text, from 0. */
  public int position() {
    return position;
  }

  /** Code of the problem, without {@code lesson.term.}. */
  public String code() {
    return code;
  }

  /** Arguments of the problem's sentence. */
  public List<String> arguments() {
    return arguments;
  }
}
