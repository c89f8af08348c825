package dev.podlane.document.json;

import dev.podlane.document.tree.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts of objects of some kinds, usual and odd ones. */
public final class RandomObjects {
  /** The fields read of the objects. */
  public static final Wanted WANTED =
      Wanted.of(
          Map.of(
              "Pod", List.of("spec.nodeName", "spec.c.p", "spec.c.w.**", "spec.late"),
              "Own", List.of("**")));

  private static final List<String> KINDS =
      List.of("\"Pod\"", "\"Pod\"", "\"Pod\"", "\"Own\"", "\"Other\"", "\"PodList\"", "\"\"");
  private static final List<String> ODD_KINDS = List.of("null", "1", "[]", "\"P\\u006fd\"", "{}");
  private static final List<String> SCALARS =
      List.of("\"text\"", "\"a longer text\"", "\"v1\"", "1", "0", "-12", "true", "false", "null");
  private static final List<String> RARE =
      List.of(
          "\"q\\\"\\u00e9\\n\\ud83d\\ude00\"",
          "\"Größe 世界 \ud83d\ude00\"",
          "\"" + "long ".repeat(30) + "\"",
          "1.5e3",
          "-0.25",
          "1E-2",
          "01",
          "1.",
          "-",
          "nul",
          "\"\t\"",
          "\"\\x\"",
          "1" + "0".repeat(700));
  private static final List<String> NAMES =
      List.of("a", "b", "p", "q", "w", "name", "a-longer-name/with.signs", "items", "kind");
  private static final List<String> RARE_NAMES = List.of("ä", "q\\u0071", "", "a\\\"b");
  private static final List<String> SPACES =
      List.of("", "", "", "", " ", "\n        ", "\r\n", "\r");
  private static final String NOISE = "{}[],:\"\\ 1at\n\u00e4";

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomObjects(long seed) {
    random = new Random(seed);
  }

  /** An object, mostly one that an API server might send, some no JSON at all. */
  static String object(long seed) {
    RandomObjects objects = new RandomObjects(seed);
    objects.object();
    return objects.noisy();
  }

  /** A document that holds a list of objects. */
  public static String list(long seed, int least, int most) {
    RandomObjects objects = new RandomObjects(seed);
    objects.list(least, most);
    return objects.noisy();
  }

  private void list(int least, int most) {
    Random some = random;
    text.append(some.nextBoolean() ? "{\"kind\":\"PodList\"," : "{");
    for (int lists = some.nextInt(10) == 0 ? 2 : 1; lists > 0; lists--) {
      space().text.append("\"items\":");
      list(least + some.nextInt(most - least + 1), this::object);
      text.append(lists > 1 ? "," : "");
    }
    text.append(some.nextInt(10) == 0 ? ",\"spec\":{\"x\":[1]}" : "");
    text.append(some.nextBoolean() ? ",\"kind\":\"List\"}" : "}");
  }

  private <T> T one(List<T> of, List<T> rare) {
    List<T> from = random.nextInt(40) == 0 ? rare : of;
    return from.get(random.nextInt(from.size()));
  }

  private RandomObjects space() {
    text.append(SPACES.get(random.nextInt(SPACES.size())));
    return this;
  }

  private void value(int depth) {
    space();
    int kind = depth > 4 ? 0 : random.nextInt(4);
    if (kind < 2) {
      text.append(one(SCALARS, RARE));
    } else if (kind == 2) {
      List<String> names = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        names.add(one(NAMES, RARE_NAMES));
      }
      map(names, depth);
    } else {
      list(random.nextInt(4), () -> value(depth + 1));
    }
    space();
  }

  private void map(List<String> names, int depth) {
    text.append('{');
    String comma = "";
    for (String name : names) {
      text.append(comma);
      space().text.append('"').append(name).append('"');
      space().text.append(':');
      switch (depth == 0 ? name : "") {
        case "kind" -> space().text.append(one(KINDS, ODD_KINDS));
        case "apiVersion" -> text.append("\"v1\"");
        case "metadata" -> map(List.of("name", "uid", "labels"), 1);
        case "spec" -> map(List.of("nodeName", "x", "c", "late"), 1);
        case "items" -> list(random.nextInt(3), this::object);
        default -> {
          if (name.equals("c")) {
            list(random.nextInt(3), () -> map(List.of("p", "q", "w"), 2));
          } else {
            value(depth + 1);
          }
        }
      }
      comma = ",";
    }
    space().text.append('}');
  }

  private void list(int count, Runnable item) {
    text.append('[');
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",");
      item.run();
    }
    space().text.append(']');
  }

  private void object() {
    List<String> names = new ArrayList<>(List.of("apiVersion", "kind", "metadata", "spec", "s"));
    switch (random.nextInt(12)) {
      case 0 -> Collections.shuffle(names, random);
      case 1 -> names.add(names.get(random.nextInt(names.size())));
      case 2 -> names.add("items");
      case 3 -> names.remove("kind");
      default -> names.remove("s");
    }
    map(names, 0);
  }

  /** The text, in which one character may be another. */
  private String noisy() {
    if (random.nextInt(4) == 0) {
      int at = 1 + random.nextInt(text.length() - 1);
      text.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
    }
    return text.toString();
  }
}
