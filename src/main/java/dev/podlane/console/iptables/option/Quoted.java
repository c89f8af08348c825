package dev.podlane.console.iptables.option;

import java.util.ArrayList;
import java.util.List;

/** Words as iptables-save writes and iptables-restore reads them. */
public final class Quoted {
  private Quoted() {}

  /** The word, in quotes unless it has letters, digits, {@code _} and {@code -} only. */
  public static String always(String word) {
    boolean isPlain =
        !word.isEmpty()
            && word.chars().allMatch(each -> isLetterOrDigit(each) || each == '_' || each == '-');
    return isPlain ? word : '"' + word.replaceAll("[\"\\\\']", "\\\\$0") + '"';
  }

  /** The word, in quotes only if it could not be read without. */
  public static String ifNeeded(String word) {
    boolean isPlain =
        !word.isEmpty() && word.chars().noneMatch(each -> "\"\\' \t".indexOf(each) >= 0);
    return isPlain ? word : always(word);
  }

  private static boolean isLetterOrDigit(int each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9');
  }

  /** The words of a line: add_param_to_argv in iptables/xshared.c. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isOpen = false;
    boolean started = false;
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (isOpen && next == '\\' && at + 1 < line.length()) {
        word.append(line.charAt(++at));
      } else if (next == '"') {
        isOpen = !isOpen;
        started = true;
      } else if (!isOpen && (next == ' ' || next == '\t')) {
        if (started || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        started = false;
      } else {
        word.append(next);
      }
    }
    if (started || word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
