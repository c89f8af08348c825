package dev.podlane.cluster.http;

import dev.podlane.cluster.field.BoundedPattern;
import java.util.List;

/**
 * Regular expressions of routes. Envoy reads those of RE2, nginx those of PCRE; what RE2 does not
 * have is not read.
 */
final class RoutePattern {
  private RoutePattern() {}

  /** An expression that cannot be read, or that takes too many steps. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Returns true if an expression matches the whole of a text.
   *
   * @throws Unfit if it cannot be read, or takes too many steps
   */
  static boolean matches(String expression, String text) {
    try {
      return BoundedPattern.compile(expression).orElseThrow(RoutePattern::unread).matches(text);
    } catch (BoundedPattern.TooExpensive over) {
      throw new Unfit("too many steps");
    }
  }

  /**
   * Returns the groups that an expression finds at the beginning of a text, whatever the case; the
   * first is all of it, and a group that took no part is empty. Empty if it finds nothing.
   *
   * @throws Unfit if it cannot be read, or takes too many steps
   */
  static List<String> beginning(String expression, String text) {
    try {
      return BoundedPattern.ignoringCase(expression)
          .orElseThrow(RoutePattern::unread)
          .beginning(text)
          .map(BoundedPattern.Match::groups)
          .orElse(List.of());
    } catch (BoundedPattern.TooExpensive over) {
      throw new Unfit("too many steps");
    }
  }

  private static Unfit unread() {
    return new Unfit("no expression");
  }
}
