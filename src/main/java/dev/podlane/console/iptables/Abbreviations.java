package dev.podlane.console.iptables;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Long options that are not spelled out, as getopt_long takes them. */
final class Abbreviations {
  private Abbreviations() {}

  /**
   * The option that a word names: itself, or the only one that begins with it.
   *
   * @param word with its dashes
   * @param options all there are
   * @return empty if there is none, or more than one
   */
  static Optional<String> full(String word, Collection<String> options) {
    if (options.contains(word)) {
      return Optional.of(word);
    }
    boolean isLong = word.startsWith("--") && word.length() > 2;
    List<String> begun =
        isLong
            ? options.stream().filter(each -> each.startsWith(word)).distinct().limit(2).toList()
            : List.of();
    return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
  }
}
