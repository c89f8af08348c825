package dev.podlane.document;

import java.util.regex.Pattern;

/**
 * Types of plain scalars: the core schema of YAML 1.2 (chapter 10.3), and the further booleans of
 * YAML 1.1 that Kubernetes' own reader still accepts ({@code yes}, {@code on} …). {@code None},
 * {@code y} and {@code n} are text, as in {@code clusterIP: None}.
 */
public final class Scalars {
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0|[1-9][0-9_]*|0[0-7]+|0o[0-7]+|0x[0-9a-fA-F]+)");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)"
              + "|\\.(nan|NaN|NAN)");
  private static final Pattern BOOLEAN =
      Pattern.compile("true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF");

  /** No number is longer; spares the patterns from long texts. */
  public static final int LONGEST = 40;

  private Scalars() {}

  public static ScalarValue.Type typeOfPlain(String text) {
    if (text.isEmpty()) {
      return ScalarValue.Type.NULL;
    }
    char first = text.charAt(0);
    if (text.length() > LONGEST) {
      return ScalarValue.Type.TEXT;
    }
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return typeOfNumber(text);
    }
    if (text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")) {
      return ScalarValue.Type.NULL;
    }
    boolean maybe = "tTfFyYnNoO".indexOf(first) >= 0 && text.length() <= 5;
    return maybe && BOOLEAN.matcher(text).matches()
        ? ScalarValue.Type.BOOLEAN
        : ScalarValue.Type.TEXT;
  }

  private static ScalarValue.Type typeOfNumber(String text) {
    if (text.indexOf('.') != text.lastIndexOf('.')) {
      return ScalarValue.Type.TEXT;
    }
    if (INTEGER.matcher(text).matches()) {
      return ScalarValue.Type.INTEGER;
    }
    return FLOAT.matcher(text).matches() ? ScalarValue.Type.FLOAT : ScalarValue.Type.TEXT;
  }

  /** Returns the type given by a tag ({@code !!str 80}), else the type of the plain text. */
  public static ScalarValue.Type typeOfTagged(String tag, String text) {
    String name = tag.substring(tag.lastIndexOf(':') + 1);
    ScalarValue.Type plain = typeOfPlain(text);
    boolean agrees =
        (name.equals("int") && plain == ScalarValue.Type.INTEGER)
            || (name.equals("float")
                && (plain == ScalarValue.Type.FLOAT || plain == ScalarValue.Type.INTEGER))
            || (name.equals("bool") && plain == ScalarValue.Type.BOOLEAN)
            || (name.equals("null") && plain == ScalarValue.Type.NULL);
    return agrees ? plain : ScalarValue.Type.TEXT;
  }
}
