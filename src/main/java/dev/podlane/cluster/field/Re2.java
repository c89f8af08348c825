package dev.podlane.cluster.field;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an expression of RE2 as one of Java. */
final class Re2 {
  private static final int DEEPEST = 40;
  private static final Pattern NAME = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?(?:[ims]*(?:-[ims]+)?)?[:)]");
  private static final Pattern TIMES = Pattern.compile("\\{\\d{1,4}(,\\d{0,4})?}");
  private static final Pattern CLASS = Pattern.compile("\\[:(\\^?)([a-z]+):]");
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("ascii", "\\p{ASCII}"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "\\p{Digit}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "\\p{XDigit}"));

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private int at;
  private int groups;
  private int depth;

  Re2(String text) {
    this.text = text;
  }

  /** Numbers of the groups that have a name, once the expression is written. */
  Map<String, Integer> names() {
    return names;
  }

  /** The expression for Java; empty if it is none of RE2. */
  Optional<String> java() {
    boolean repeated = false;
    while (at < text.length()) {
      char next = text.charAt(at);
      boolean repeats = next == '*' || next == '+' || next == '?' || isTimes();
      if (repeats && repeated && next != '?') {
        return Optional.empty();
      }
      repeated = repeats && !(repeated && next == '?');
      if (!step(next)) {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }

  private boolean isTimes() {
    return text.charAt(at) == '{' && TIMES.matcher(text).region(at, text.length()).lookingAt();
  }

  private boolean step(char next) {
    if (next == '\\') {
      return escape();
    }
    if (next == '[') {
      return set();
    }
    if (next == '(') {
      return group();
    }
    depth -= next == ')' ? 1 : 0;
    boolean literal = next == '{' && !isTimes();
    out.append(literal || (next == '}' && !closes()) ? "\\" : "").append(next);
    at++;
    return true;
  }

  /** Returns true if a brace closes a repetition that was copied. */
  private boolean closes() {
    int open = out.lastIndexOf("{");
    return open >= 0
        && TIMES.matcher(out.substring(open) + "}").matches()
        && (open == 0 || out.charAt(open - 1) != '\\');
  }

  private boolean escape() {
    if (at + 1 == text.length()) {
      return false;
    }
    char kind = text.charAt(at + 1);
    boolean reference = kind >= '1' && kind <= '9';
    if (reference || "kGZRXhHvVNCQEe".indexOf(kind) >= 0) {
      return false;
    }
    out.append('\\').append(kind);
    at += 2;
    return true;
  }

  private boolean group() {
    if (++depth > DEEPEST) {
      return false;
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    Matcher flags = FLAGS.matcher(text).region(at, text.length());
    if (name.lookingAt()) {
      names.put(name.group(1), ++groups);
      out.append('(');
      at = name.end();
    } else if (flags.lookingAt()) {
      depth -= flags.group().endsWith(")") ? 1 : 0;
      out.append(flags.group());
      at = flags.end();
    } else if (text.startsWith("(?", at)) {
      return false;
    } else {
      groups++;
      out.append('(');
      at++;
    }
    return true;
  }

  /** A set of characters; a bracket and && have no meaning in one of RE2. */
  private boolean set() {
    out.append('[');
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < text.length()) {
      char next = text.charAt(at);
      Matcher named = CLASS.matcher(text).region(at, text.length());
      if (next == ']' && !first) {
        out.append(']');
        at++;
        return true;
      }
      if (next == '\\') {
        if (!escape()) {
          return false;
        }
      } else if (named.lookingAt()) {
        String all = CLASSES.get(named.group(2));
        if (all == null || !named.group(1).isEmpty()) {
          return false;
        }
        out.append(all);
        at = named.end();
      } else {
        out.append("[]&^".indexOf(next) >= 0 ? "\\" : "").append(next);
        at++;
      }
      first = false;
    }
    return false;
  }
}
