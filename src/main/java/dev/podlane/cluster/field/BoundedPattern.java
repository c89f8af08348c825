package dev.podlane.cluster.field;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of the input, with a bound on the steps they take: such an expression can
 * take a time that grows exponentially with the text. Envoy and nginx read other dialects (RE2,
 * PCRE), which agree with Java's in what routes use.
 */
public final class BoundedPattern {
  /** The largest number of characters looked at for one text. */
  private static final int MOST_STEPS = 200_000;

  /** The longest expression that is read, in characters (Gateway API allows 4096 for headers). */
  private static final int LONGEST = 4_096;

  private BoundedPattern() {}

  /** An expression that cannot be read, or that takes too many steps. */
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /**
   * Returns true if an expression matches the whole of a text.
   *
   * @throws Unfit if it cannot be read, or takes too many steps
   */
  public static boolean matches(String expression, String text) {
    try {
      return matcher(expression, text).matches();
    } catch (StackOverflowError deep) {
      throw new Unfit("too deep");
    }
  }

  /**
   * Returns what an expression finds at the beginning of a text, whatever the case, as the text of
   * the groups; the first is all of it, and a group that is not there is empty. Empty if it finds
   * nothing.
   *
   * @throws Unfit if it cannot be read, or takes too many steps
   */
  public static List<String> beginning(String expression, String text) {
    try {
      Matcher matcher =
          compiled(expression, Pattern.CASE_INSENSITIVE).matcher(new Counted(text, new int[1]));
      if (!matcher.lookingAt()) {
        return List.of();
      }
      List<String> groups = new ArrayList<>();
      for (int i = 0; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.add(group == null ? "" : group);
      }
      return groups;
    } catch (StackOverflowError deep) {
      throw new Unfit("too deep");
    }
  }

  private static Matcher matcher(String expression, String text) {
    return compiled(expression, 0).matcher(new Counted(text, new int[1]));
  }

  private static Pattern compiled(String expression, int flags) {
    if (expression.length() > LONGEST) {
      throw new Unfit("too long");
    }
    try {
      return Pattern.compile(expression, flags);
    } catch (PatternSyntaxException | StackOverflowError broken) {
      throw new Unfit("no expression");
    }
  }

  /** A text that counts how often it is looked at. */
  private record Counted(CharSequence text, int[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > MOST_STEPS) {
        throw new Unfit("too many steps");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
