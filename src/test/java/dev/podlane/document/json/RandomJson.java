package dev.podlane.document.json;

import java.util.List;
import java.util.Random;

/** Makes JSON texts, most of them valid, on one line or several. */
public final class RandomJson {
  private static final List<String> SCALARS =
      List.of(
          "1",
          "0",
          "-0",
          "-12",
          "1.0",
          "1e5",
          "1E+5",
          "-1.5e-3",
          "0e1",
          "true",
          "false",
          "null",
          "\"\"",
          "\"a\"",
          "\"1\"",
          "\"true\"",
          "\"a b\"",
          "\"a\\nb\"",
          "\"\\u00e9\"",
          "\"\\/\"",
          "\"\\\\\"",
          "\"\\\"\"",
          "\"\\ud83d\\ude00\"",
          "\"é\"",
          "\"😀\"",
          "\"a: b\"",
          "\"{}\"",
          "\"#\"",
          "\"it's\"",
          "\"\\b\\f\\r\\t\"",
          "\"\\u0000\"",
          "123456789012345678901234567890");

  private static final List<String> ODD =
      List.of(
          "1.",
          ".5",
          "01",
          "+1",
          "0x1F",
          "True",
          "nan",
          "a",
          "'a'",
          "\"a\tb\"",
          "\"\\x41\"",
          "\"\\ud83d\"",
          "\"a",
          "[,]",
          "\"\u2028\"",
          "1e",
          "--1",
          "1 2",
          "\"a\" \"b\"",
          "*a",
          "1234567890123456789012345678901234567890123456789",
          "{\"a\" 1}",
          "{a: 1}",
          "[1,]",
          "\"a\n b\"",
          "NaN",
          "\"\\a\"");

  private static final List<String> KEYS =
      List.of("\"a\"", "\"b c\"", "\"\"", "\"1\"", "\"é\"", "\"<<\"", "\"a\\tb\"", "\"k#\"");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final boolean lines;

  private RandomJson(Random random) {
    this.random = random;
    this.lines = random.nextBoolean();
  }

  public static String text(Random random) {
    RandomJson json = new RandomJson(random);
    json.value(0);
    json.space(0);
    json.out.append(random.nextInt(20) == 0 ? "{\"b\":1}" : "\n");
    return json.out.toString();
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void space(int depth) {
    if (lines) {
      out.append('\n').append("  ".repeat(depth));
    } else if (random.nextInt(6) == 0) {
      out.append(random.nextInt(8) == 0 ? "\t" : " ");
    }
  }

  private void value(int depth) {
    if (depth > 0 && (depth > 3 || random.nextInt(2) == 0)) {
      out.append(random.nextInt(30) == 0 ? any(ODD) : any(SCALARS));
      return;
    }
    boolean map = random.nextBoolean();
    out.append(map ? '{' : '[');
    int entries = random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      space(depth + 1);
      if (map) {
        out.append(any(KEYS));
        out.append(random.nextInt(8) == 0 ? " : " : random.nextBoolean() ? ": " : ":");
      }
      value(depth + 1);
      out.append(i < entries - 1 || random.nextInt(60) == 0 ? "," : "");
    }
    space(depth);
    out.append(map ? '}' : ']');
  }
}
