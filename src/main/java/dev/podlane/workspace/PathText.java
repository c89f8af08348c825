package dev.podlane.workspace;

import java.util.ArrayList;
import java.util.List;

/** Takes a path such as {@code spec.ports[0]["a.b"].name} apart. */
final class PathText {
  private final String text;
  private final List<String> steps = new ArrayList<>();
  private int at;

  private PathText(String text) {
    this.text = text;
  }

  static List<String> steps(String text) {
    PathText path = new PathText(text);
    while (path.at < text.length()) {
      path.step();
    }
    return path.steps;
  }

  private void step() {
    if (text.charAt(at) == '[') {
      bracket();
      return;
    }
    if (!steps.isEmpty()) {
      require(text.charAt(at) == '.');
      at++;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    require(at > from);
    steps.add(text.substring(from, at));
  }

  private void bracket() {
    char quote = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    int from = at + (quoted ? 2 : 1);
    int to = text.indexOf(quoted ? quote + "]" : "]", from);
    require(to > from);
    steps.add(text.substring(from, to));
    at = to + (quoted ? 2 : 1);
  }

  private void require(boolean good) {
    if (!good) {
      throw ChangeException.of("path", "path", text);
    }
  }
}
