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
    Re2 translation = new Re2(text);
    Optional<String> java = translation.java();
    try {
      return java.map(
          each -> new BoundedPattern(Pattern.compile(each, flags), translation.names()));
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
}
