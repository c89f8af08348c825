package dev.podlane.console.iptables.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a rule as iptables-save prints them, taken apart.
 *
 * @param header the options about addresses, devices and the protocol
 * @param extensions matches, then the target if it has options or is one
 * @param target name of the target or chain; empty if there is none
 * @param isGoto true if the chain is gone to, not jumped to
 */
record ListedRule(List<Option> header, List<Extension> extensions, String target, boolean isGoto) {
  /**
   * An option.
   *
   * @param name without its dashes
   */
  record Option(String name, boolean inverted, List<String> values) {
    Option {
      values = List.copyOf(values);
    }

    String value() {
      return String.join(" ", values);
    }
  }

  /**
   * An extension.
   *
   * @param isTarget true if it is the target
   */
  record Extension(String name, boolean isTarget, List<Option> options) {
    Extension {
      options = List.copyOf(options);
    }

    Optional<Option> find(String option) {
      return options.stream().filter(each -> each.name().equals(option)).findFirst();
    }

    boolean has(String option) {
      return find(option).isPresent();
    }

    String value(String option) {
      return find(option).map(Option::value).orElse("");
    }
  }

  ListedRule {
    header = List.copyOf(header);
    extensions = List.copyOf(extensions);
  }

  static ListedRule of(List<String> words) {
    Reader reader = new Reader();
    words.forEach(reader::take);
    return reader.done();
  }

  /** The option of that letter, if there is one. */
  Optional<Option> find(String letter) {
    return header.stream().filter(each -> each.name().equals(letter)).findFirst();
  }

  /** Reads word by word: what does not begin with a dash belongs to the option before it. */
  private static final class Reader {
    private final List<Extension> extensions = new ArrayList<>();
    private final List<Option> header = new ArrayList<>();
    private List<Option> options = header;
    private List<String> values = new ArrayList<>();
    private String target = "";
    private boolean isGoto;
    private boolean inverted;
    private String option = "";
    private String extension = "";
    private boolean isTarget;

    void take(String word) {
      boolean isOption =
          word.startsWith("-") && word.length() > 1 && !Character.isDigit(word.charAt(1));
      if (word.equals("!")) {
        endOption();
        inverted = true;
      } else if (isOption) {
        endOption();
        option = word;
      } else {
        value(word);
      }
    }

    private void value(String word) {
      switch (option) {
        case "-m", "-j" -> {
          endExtension();
          extension = word;
          isTarget = option.equals("-j");
          target = isTarget ? word : target;
          option = "";
        }
        case "-g" -> {
          endExtension();
          target = word;
          isGoto = true;
          option = "";
        }
        default -> values.add(word);
      }
    }

    private void endOption() {
      if (!option.isEmpty() && !option.equals("-m") && !option.equals("-j")) {
        options.add(new Option(option.replaceFirst("^--?", ""), inverted, values));
        inverted = false;
      }
      option = "";
      values = new ArrayList<>();
    }

    private void endExtension() {
      if (!extension.isEmpty()) {
        extensions.add(new Extension(extension, isTarget, options));
      }
      extension = "";
      options = new ArrayList<>();
    }

    ListedRule done() {
      endOption();
      endExtension();
      return new ListedRule(header, extensions, target, isGoto);
    }
  }
}
