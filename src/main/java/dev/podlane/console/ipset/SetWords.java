package dev.podlane.console.ipset;

import dev.podlane.console.iptables.option.OptionNumbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The options behind a command, taken one after the other. */
final class SetWords {
  private final List<String> words;
  private final Set<String> taken = new HashSet<>();

  SetWords(List<String> words) {
    this.words = new ArrayList<>(words);
  }

  boolean hasNext() {
    return !words.isEmpty();
  }

  /** The next option, which must be one that was not given yet. */
  String option() {
    String option = words.remove(0);
    if (!taken.add(option)) {
      throw IpsetException.syntax(option + " already specified");
    }
    return option;
  }

  /** The value of an option. */
  String value(String option) {
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw IpsetException.usage("Missing mandatory argument of option `" + option + "'");
    }
    return words.remove(0);
  }

  /** The value of an option that is a number. */
  long number(String option, long min, long max) {
    return number(value(option), min, max, min + "-" + max);
  }

  static long number(String text, long min, long max, String range) {
    if (!text.matches("(0[xX][0-9a-fA-F]{1,15}|[0-9]{1,18})")) {
      throw IpsetException.syntax("'" + text + "' is invalid as number");
    }
    long number =
        text.length() > 1 && (text.charAt(1) == 'x' || text.charAt(1) == 'X')
            ? Long.parseLong(text.substring(2), 16)
            : Long.parseLong(text);
    if (number < min || number > max) {
      throw IpsetException.syntax("'" + text + "' is out of range " + range);
    }
    return number;
  }

  /** A length of blocks. */
  int netmask(String option, int most) {
    OptionalInt length = OptionNumbers.whole(value(option), 1, most);
    return length.orElseThrow(
        () -> IpsetException.syntax("netmask is out of the inclusive range of 1-" + most));
  }
}
