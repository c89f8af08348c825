package dev.podlane.document.read;

import java.util.List;
import java.util.Random;

/** Makes YAML texts in many notations: most valid, some with a fault. */
final class RandomYaml {
  private static final List<String> WORDS =
      List.of(
          "a",
          "b1",
          "true",
          "No",
          "80",
          "0x1F",
          "1.5",
          "~",
          "null",
          "10.0.0.1",
          "a b",
          "a  b",
          "-1",
          "x:y",
          "http://h/p",
          "a#b",
          "#c",
          "a #b",
          "- a",
          "-",
          "?",
          "? a",
          ":a",
          "é ü",
          "😀",
          "a: b",
          "a:",
          "{}",
          "[]",
          "{a: b}",
          "[a, b]",
          "&x a",
          "*x",
          "!!str 5",
          "\"q\"",
          "'q'",
          "\"a\\tb\"",
          "\"a\\u00e9\\x41\"",
          "'it''s'",
          "\"a: b #c\"",
          "|",
          ">",
          "%a",
          "@a",
          "`a",
          ",a",
          "]",
          "{{ x }}",
          "<<",
          "a\tb",
          "a\t# c",
          "\"a\" # c",
          "'a'b",
          "\"a\\",
          "---",
          "...",
          "a ",
          "\"\"",
          "''",
          "\u2028",
          "\"a\\/b\"",
          "2026-01-01",
          "1e3",
          "0644",
          "y",
          ".5",
          "\"\\ud83d\\ude00\"",
          "\ufeff",
          "a,b",
          "a]b",
          "{a: b,c: d}",
          "{a:b}",
          "[a, b: c]",
          "{\"a\":1}",
          "{a}",
          "[a, ]",
          "{a: [b, {}], 'c':\"d\"}");

  private static final List<String> KEYS =
      List.of(
          "a",
          "b",
          "c d",
          "\"q\"",
          "'s'",
          "e.f/g-h",
          "80",
          "<<",
          "k:",
          "k#",
          "k #",
          "\"a\\tb\"",
          "true",
          "? k",
          "- k",
          "k\t",
          "é",
          "*x",
          "&y z",
          "[k]",
          "'it''s'");

  private static final List<String> HEADERS =
      List.of("|", ">", "|-", ">-", "|+", ">+", "|2", ">1-", "|-1", "| # c", "|#", "|0", "> x");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final String end;

  RandomYaml(Random random) {
    this.random = random;
    this.end = List.of("\n", "\n", "\n", "\r\n", "\r").get(random.nextInt(5));
  }

  String document() {
    noise(0);
    node(0, 0);
    noise(0);
    String text = out.toString().replace("\n", end);
    return random.nextInt(4) == 0 ? text.stripTrailing() : text;
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String pad(int columns) {
    return " ".repeat(Math.max(0, one(60) ? columns + random.nextInt(3) - 1 : columns));
  }

  private void noise(int indent) {
    while (one(8)) {
      String line =
          any(
              List.of(
                  "", "# c", pad(indent) + "# c", "  ", " # c", "\t", "\t# c", pad(indent + 2)));
      out.append(line).append('\n');
    }
  }

  private void node(int indent, int depth) {
    if (depth > 3 || one(12)) {
      out.append(pad(indent));
      scalar(indent - 1);
    } else if (one(3)) {
      list(indent, depth, false);
    } else {
      map(indent, depth, false);
    }
  }

  private void map(int indent, int depth, boolean started) {
    int entries = 1 + random.nextInt(3);
    for (int i = 0; i < entries; i++) {
      out.append(i == 0 && started ? "" : pad(indent));
      String key = one(6) ? any(KEYS) : "k" + i;
      out.append(key).append(one(40) ? " :" : ":");
      inside(indent, depth, true);
    }
  }

  private void list(int indent, int depth, boolean started) {
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      out.append(i == 0 && started ? "" : pad(indent)).append('-');
      if (depth < 3 && one(2)) {
        int gap = one(4) ? 1 + random.nextInt(3) : 1;
        out.append(" ".repeat(gap));
        if (one(4)) {
          list(indent + 1 + gap, depth + 1, true);
        } else {
          map(indent + 1 + gap, depth + 1, true);
        }
      } else {
        inside(indent, depth, false);
      }
    }
  }

  /** The text after a colon or a hyphen. */
  private void inside(int indent, int depth, boolean inMap) {
    if (one(10)) {
      out.append(any(List.of(" &x", " &y", " &x", " &y", " &x-1  ", " &z_")));
    } else if (one(20) && (out.indexOf("&x") >= 0 || one(20))) {
      out.append(any(List.of(" *x", " *x", " *x # c", " *x", "  *x ", " *y", " *x : z", " *x y")))
          .append('\n');
      return;
    }
    if (depth < 3 && one(2)) {
      out.append(one(10) ? "  # c" : one(15) ? " " : "").append('\n');
      noise(indent);
      if (inMap && one(3)) {
        list(indent, depth + 1, false);
      } else {
        node(indent + (one(10) ? 1 + random.nextInt(4) : 2), depth + 1);
      }
      return;
    }
    if (one(10)) {
      out.append(one(3) ? " # c" : "").append('\n');
      return;
    }
    out.append(one(30) ? "\t" : one(20) ? "  " : " ");
    scalar(indent);
  }

  private void scalar(int parent) {
    switch (random.nextInt(12)) {
      case 9, 10, 11 -> new RandomFlow(random, out).collection(Math.max(parent, 0));
      case 0 -> block(parent);
      case 1 -> lines(parent, "", "");
      case 2 -> lines(parent, "\"", "\"");
      case 3 -> lines(parent, "'", "'");
      default -> out.append(any(WORDS)).append(one(8) ? " # c" : "").append('\n');
    }
    noise(Math.max(parent, 0));
  }

  private void block(int parent) {
    out.append(any(HEADERS)).append('\n');
    int indent = parent + 1 + random.nextInt(3);
    int lines = random.nextInt(5);
    for (int i = 0; i < lines; i++) {
      String line =
          any(
              List.of(
                  "x", "x y ", " x", "\tx", "", "", " ", "# c", "- a", "a: b", "\"", "  ", "---",
                  "é"));
      boolean empty = line.isEmpty() && !one(4);
      out.append(empty ? "" : pad(indent)).append(line).append('\n');
    }
  }

  private void lines(int parent, String open, String close) {
    out.append(open);
    int lines = 1 + random.nextInt(3);
    for (int i = 0; i < lines; i++) {
      out.append(i == 0 ? "" : pad(parent + 1 + random.nextInt(3)));
      out.append(
          any(
              List.of(
                  "x", "x y", "x ", "é", "x\t", "80", "''", "x\\", "\\n", "a: b", "a:", "# c",
                  "-")));
      if (i < lines - 1) {
        out.append('\n');
        while (one(5)) {
          out.append(one(3) ? "  " : "").append('\n');
        }
      }
    }
    out.append(close).append(one(8) ? " # c" : "").append('\n');
  }
}
