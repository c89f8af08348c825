package dev.podlane.console.nft.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of an extension, each with the words behind it.
 *
 * @param name name of the extension
 */
record XtOptions(String name, List<Option> all) {
  /** An option. */
  record Option(String name, boolean inverted, List<String> values) {
    Option {
      values = List.copyOf(values);
    }

    String value() {
      return values.isEmpty() ? "" : values.get(0);
    }
  }

  XtOptions {
    all = List.copyOf(all);
  }

  /** Of words such as {@code -m mac ! --mac-source 42:01:02:03:04:ab}. */
  static XtOptions of(List<String> words) {
    int first = words.get(0).equals("-m") ? 1 : 0;
    List<Option> all = new ArrayList<>();
    int at = first + 1;
    while (at < words.size()) {
      boolean inverted = words.get(at).equals("!");
      at += inverted ? 1 : 0;
      String option = words.get(at);
      at++;
      List<String> values = new ArrayList<>();
      while (at < words.size() && !words.get(at).equals("!") && !words.get(at).startsWith("--")) {
        values.add(words.get(at));
        at++;
      }
      all.add(new Option(option, inverted, values));
    }
    return new XtOptions(words.get(first), all);
  }

  boolean has(String option) {
    return all.stream().anyMatch(each -> each.name().equals(option));
  }

  /** The value of an option; empty if it is not there. */
  String value(String option) {
    return all.stream()
        .filter(each -> each.name().equals(option))
        .map(Option::value)
        .findFirst()
        .orElse("");
  }
}
