package dev.podlane.cli.output;

import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as GitHub renders them. */
public final class Markdown {
  private Markdown() {}

  /** A table; cells may hold any text, and no markup. */
  public static String table(List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    row(text, head);
    row(text, head.stream().map(each -> "---").toList());
    rows.forEach(row -> row(text, row.stream().map(Markdown::plain).toList()));
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
  }

  /** A text that no reader takes for markup. */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        plain.append(' ');
      } else if (c == '<') {
        plain.append("&lt;");
      } else if (c == '&') {
        plain.append("&amp;");
      } else if ("\\`*_[]|~#@!".indexOf(c) >= 0) {
        plain.append('\\').append(c);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** A block of code, fenced by more back-quotes than it holds. */
  public static String code(String text) {
    StringBuilder fence = new StringBuilder("```");
    while (text.contains(fence)) {
      fence.append('`');
    }
    return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }
}
