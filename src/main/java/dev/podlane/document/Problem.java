package dev.podlane.document;

import java.util.List;

/**
 * A problem of the input: a code and its arguments, never a sentence.
 *
 * @param severity severity of the problem
 * @param code code of the problem; the sentence is the message {@code problem.<code>}
 * @param args values for the placeholders {@code {0}}, {@code {1}} … of the message, each at most
 *     {@value #MAX_ARG} characters
 * @param place place in the documents
 */
public record Problem(Severity severity, String code, List<String> args, Place place) {
  /**
   * Longest argument, in UTF-16 units; user input can be of any length and is repeated in answers.
   */
  public static final int MAX_ARG = 120;

  public Problem {
    args = args.stream().map(Problem::shortened).toList();
  }

  /** An error. */
  public static Problem error(Place place, String code, String... args) {
    return new Problem(Severity.ERROR, code, List.of(args), place);
  }

  /** A warning. */
  public static Problem warning(Place place, String code, String... args) {
    return new Problem(Severity.WARNING, code, List.of(args), place);
  }

  /** Something worth knowing. */
  public static Problem info(Place place, String code, String... args) {
    return new Problem(Severity.INFO, code, List.of(args), place);
  }

  private static String shortened(String arg) {
    return arg.length() <= MAX_ARG ? arg : arg.substring(0, MAX_ARG - 1) + "…";
  }
}
