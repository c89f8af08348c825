package dev.podlane.cluster.field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Go (RE2) from a stranger's text, matched in a bounded number of steps:
 * RE2 needs linear time, Java's matcher may need exponential.
 */
public final class BoundedPattern {
  private static final int MOST_CHARACTERS = 4_096;
  private static final int DEEPEST = 40;
  private static final int MOST_STEPS = 20_000;

  private final Pattern pattern;
  private final Map<String, Integer> names;

  private BoundedPattern(Pattern pattern, Map<String, Integer> names) {
    this.pattern = pattern;
    this.names = names;
  }

  /**
   * The first match in a text.
   *
   * @param groups the whole match and each group; empty texts for groups that took no part
   * @param names numbers of the groups that have a name
   */
  public record Match(List<String> groups, Map<String, Integer> names) {
    public Match {
      groups = List.copyOf(groups);
      names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
  }

  /** The match needs too many steps. */
  public static final class TooExpensive extends Exception {
    private static final long serialVersionUID = 1L;

    TooExpensive() {
      super("too many steps", null, false, false);
    }
  }

  /** Reads an expression; empty if it is none of RE2, or too long. */
  public static Optional<BoundedPattern> compile(String text) {
    return compile(text, 0);
  }

  /** Reads an expression that is matched whatever the case. */
  public static Optional<BoundedPattern> ignoringCase(String text) {
    return compile(text, Pattern.CASE_INSENSITIVE);
  }

  private static Optional<BoundedPattern> compile(String text, int flags) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    Translation translation = new Translation(text);
    Optional<String> java = translation.java();
    try {
      return java.map(each -> new BoundedPattern(Pattern.compile(each, flags), translation.names));
    } catch (PatternSyntaxException none) {
      return Optional.empty();
    }
  }

  /**
   * Searches a text.
   *
   * @throws TooExpensive if it is not decided after 20,000 steps
   */
  public Optional<Match> find(String text) throws TooExpensive {
    return match(text, Matcher::find);
  }

  /**
   * Matches the beginning of a text.
   *
   * @throws TooExpensive if it is not decided after 100,000 steps
   */
  public Optional<Match> beginning(String text) throws TooExpensive {
    return match(text, Matcher::lookingAt);
  }

  /**
   * Matches the whole of a text.
   *
   * @throws TooExpensive if it is not decided after 100,000 steps
   */
  public boolean matches(String text) throws TooExpensive {
    return match(text, Matcher::matches).isPresent();
  }

  private Optional<Match> match(String text, Predicate<Matcher> how) throws TooExpensive {
    try {
      Matcher matcher = pattern.matcher(new Counted(text, new AtomicInteger(), 0, text.length()));
      if (!how.test(matcher)) {
        return Optional.empty();
      }
      List<String> groups = new ArrayList<>();
      for (int i = 0; i <= matcher.groupCount(); i++) {
        groups.add(matcher.start(i) < 0 ? "" : text.substring(matcher.start(i), matcher.end(i)));
      }
      return Optional.of(new Match(groups, names));
    } catch (Exceeded | StackOverflowError over) {
      throw new TooExpensive();
    }
  }

  private static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("too many steps", null, false, false);
    }
  }

  /** A text that counts how often a character of it is looked at. */
  private record Counted(String text, AtomicInteger steps, int begin, int end)
      implements CharSequence {
    @Override
    public int length() {
      return end - begin;
    }

    @Override
    public char charAt(int index) {
      if (steps.incrementAndGet() > MOST_STEPS) {
        throw new Exceeded();
      }
      return text.charAt(begin + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, steps, begin + from, begin + to);
    }

    @Override
    public String toString() {
      return text.substring(begin, end);
    }
  }

  /** Writes an expression of RE2 as one of Java. */
  private static final class Translation {
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

    Translation(String text) {
      this.text = text;
    }

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
}
