package dev.podlane.console.iptables.option;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Words of a command line, taken apart as getopt_long does. */
public final class Args {
  /** Short options without a value; they may share a dash. */
  private static final String ALONE = "fvnxchV046";

  private final Deque<String> words;

  public Args(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  public boolean hasNext() {
    return !words.isEmpty();
  }

  /** The next word that should be an option: {@code -nvL} gives {@code -n}, {@code -v} and -L. */
  public String option() {
    String word = words.remove();
    int equals = word.indexOf('=');
    if (word.startsWith("--") && equals > 0) {
      words.push(word.substring(equals + 1));
      return word.substring(0, equals);
    }
    boolean isCluster = word.length() > 2 && word.charAt(0) == '-';
    if (isCluster && ALONE.indexOf(word.charAt(1)) >= 0) {
      words.push("-" + word.substring(2));
      return word.substring(0, 2);
    }
    return word;
  }

  /** The value of an option. */
  public String value(String option) {
    if (words.isEmpty()) {
      throw IptablesException.usage("option \"" + option + "\" requires an argument");
    }
    return words.remove();
  }

  /** A value that may be missing; one that begins with a dash or is {@code !} is none. */
  public Optional<String> operand() {
    String next = words.isEmpty() ? "-" : words.peek();
    return next.startsWith("-") || next.equals("!")
        ? Optional.empty()
        : Optional.of(words.remove());
  }
}
