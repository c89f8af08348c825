package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a path such as {@code spec.ports[0]["a.b"].name} apart. */
public final class PathSteps {
  private PathSteps() {}

  /** The names and positions on the way, in order; empty if the text is no path. */
  public static Optional<List<String>> of(String text) {
    List<String> steps = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean isBracket = text.charAt(at) == '[';
      if (!isBracket && at > 0 && text.charAt(at++) != '.') {
        return Optional.empty();
      }
      String quote = isBracket ? quote(text, at + 1) : "";
      int from = isBracket ? at + 1 + quote.length() : at;
      int to = isBracket ? text.indexOf(quote + "]", from) : endOfName(text, from);
      if (to <= from) {
        return Optional.empty();
      }
      steps.add(text.substring(from, to));
      at = isBracket ? to + quote.length() + 1 : to;
    }
    return Optional.of(List.copyOf(steps));
  }

  private static String quote(String text, int at) {
    boolean isQuoted = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    return isQuoted ? text.substring(at, at + 1) : "";
  }

  private static int endOfName(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    return at;
  }
}
