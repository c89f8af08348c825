package dev.podlane.compile.cni.felix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices at random, and selectors of them. */
class Chance {
  static final List<String> VALUES = List.of("x", "y", "z");
  static final List<String> BLOCKS =
      List.of(
          "0.0.0.0/0",
          "10.244.0.0/16",
          "10.244.1.0/24",
          "10.244.2.0/24",
          "10.244.1.10/32",
          "10.244.2.12/31",
          "10.100.0.0/24",
          "10.100.0.3/32",
          "10.100.0.9/32",
          "fd00::/8");

  private static final List<String> KEYS = List.of("app", "tier", "kubernetes.io/metadata.name");

  private final Random random;

  Chance(Random random) {
    this.random = random;
  }

  int number(int below) {
    return random.nextInt(below);
  }

  boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  List<String> some(int most, Supplier<String> each) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      all.add(each.get());
    }
    return all;
  }

  List<String> oneOrMore(int most, Supplier<String> each) {
    List<String> all = some(most - 1, each);
    all.add(each.get());
    return all;
  }

  String selector() {
    List<String> parts = new ArrayList<>();
    if (sometimes(2)) {
      parts.add("matchLabels: {" + any(KEYS) + ": " + any(VALUES) + "}");
    }
    if (sometimes(3)) {
      parts.add("matchExpressions: [" + String.join(", ", oneOrMore(2, this::expression)) + "]");
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private String expression() {
    String key = any(KEYS);
    return switch (random.nextInt(4)) {
      case 0 -> "{key: %s, operator: In, values: [%s, %s]}".formatted(key, any(VALUES), "a");
      case 1 -> "{key: %s, operator: NotIn, values: [%s]}".formatted(key, any(VALUES));
      case 2 -> "{key: %s, operator: Exists}".formatted(key);
      default -> "{key: %s, operator: DoesNotExist}".formatted(key);
    };
  }
}
