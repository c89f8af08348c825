package dev.podlane.document.read;

import java.util.List;
import java.util.Random;

/** Makes YAML collections in braces and brackets, in many notations: most valid, some not. */
final class RandomFlow {
  private static final List<String> SCALARS =
      List.of(
          "a",
          "b1",
          "80",
          "1.5",
          "true",
          "~",
          "10.0.0.1/8",
          "http://h/p",
          "a b",
          "a  b",
          "a#b",
          "\"q\"",
          "'q'",
          "'it''s'",
          "\"a\\tb\"",
          "\"\\u00e9\"",
          "\"a, b: c\"",
          "''",
          "\"\"",
          "é",
          "2026-01-01",
          "-1",
          "-a",
          "a-b",
          "a:b",
          "x?");

  private static final List<String> ODD =
      List.of(
          "*x",
          "&y z",
          "!!str 5",
          "- a",
          "-",
          "?",
          "? a",
          ":a",
          ": a",
          "a\tb",
          "#c",
          "a #c\n b",
          "a: b",
          "%a",
          "@a",
          "|",
          "> x",
          "a[b",
          "{{ x }}",
          "a\n",
          "a\n  b",
          "a\n\n b",
          "\"a\n b\"",
          "'a\n\n  b'",
          "\"a\\\n b\"",
          "a\n---\n",
          "\u2028",
          "\"a",
          "a'b",
          "<<",
          "\"a\"b",
          "]",
          "}",
          "a\t",
          "😀",
          "a\n-b",
          "-\n",
          "a\n# c\n",
          "\ufeff",
          "a :b",
          "-,",
          "-]",
          "[a]: b",
          "...",
          "a\n ---b",
          "1234567890123456789012345678901234567890123456789");

  private static final List<String> KEYS =
      List.of("a", "b c", "\"q\"", "'s'", "80", "e.f/g", "é", "a#b", "true");

  private static final List<String> ODD_KEYS =
      List.of(
          "<<",
          "*x",
          "&y k",
          "? k",
          "[k]",
          "{k: v}",
          "k\n ",
          "\"a\n b\"",
          "- k",
          "k\t",
          "\"<<\"",
          "'a'b",
          "k #",
          ":",
          "");

  private final Random random;
  private final StringBuilder out;

  RandomFlow(Random random, StringBuilder out) {
    this.random = random;
    this.out = out;
  }

  /** A collection that is a whole document. */
  static String text(Random random) {
    StringBuilder out = new StringBuilder();
    new RandomFlow(random, out).collection(0);
    return out.toString();
  }

  /** A collection, and the end of its last line. */
  void collection(int indent) {
    node(indent, 0);
    out.append(one(10) ? " # c" : one(30) ? "#c" : one(30) ? " x" : one(30) ? ": x" : "");
    out.append('\n');
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String any(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void node(int indent, int depth) {
    if (depth > 0 && one(12)) {
      out.append(any(List.of("&x ", "&y ", "&x", "&y  ")));
    } else if (depth > 0 && one(20) && (out.indexOf("&x") >= 0 || one(20))) {
      out.append(any(List.of("*x", "*x", "*x ", "*y", "*x:")));
      return;
    }
    if (depth > 0 && (depth > 4 || one(2))) {
      out.append(one(25) ? any(ODD) : any(SCALARS));
      return;
    }
    boolean map = one(2);
    out.append(map ? '{' : '[');
    int entries = random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      space(indent);
      if (map) {
        entry(indent, depth);
      } else {
        item(indent, depth);
      }
      space(indent);
      boolean last = i == entries - 1;
      out.append(one(80) ? ",," : one(80) ? " " : last && !one(6) ? "" : ",");
    }
    space(indent);
    out.append(one(80) ? "" : map == !one(80) ? "}" : "]");
  }

  private void item(int indent, int depth) {
    if (one(15)) {
      entry(indent, depth);
    } else {
      node(indent, depth + 1);
    }
  }

  private void entry(int indent, int depth) {
    String key = one(25) ? any(ODD_KEYS) : any(KEYS);
    out.append(key);
    if (one(15)) {
      return;
    }
    boolean quoted = key.endsWith("\"") || key.endsWith("'");
    out.append(one(15) ? " :" : ":").append(quoted && one(2) ? "" : one(30) ? "" : " ");
    if (!one(12)) {
      space(indent);
      node(indent, depth + 1);
    }
  }

  private void space(int indent) {
    if (one(6)) {
      out.append(one(5) ? " # c" : one(20) ? "# c" : one(20) ? "\t" : "").append('\n');
      out.append(one(6) ? "\n" : one(20) ? "  # d\n" : one(40) ? " \t\n" : "");
      out.append(" ".repeat(one(8) ? 0 : indent + random.nextInt(3)));
    } else {
      out.append(one(3) ? " " : one(20) ? "  " : one(60) ? "\t" : "");
    }
  }
}
