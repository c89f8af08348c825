package dev.podlane.console.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An extension as a rule uses it, with the options given so far. */
final class Loaded {
  private static final Map<String, String> LONG =
      Map.of("--sport", "--source-port", "--dport", "--destination-port");

  private final String name;
  private final @Nullable Map<String, Extension.Option> known;
  private final boolean isKept;
  private final Map<String, Given> given = new LinkedHashMap<>();

  /** An option that was given. */
  record Given(String option, boolean inverted, List<String> values) {
    Given {
      values = List.copyOf(values);
    }

    /** Its only value. */
    String value() {
      return values.get(0);
    }

    private String text() {
      StringBuilder text = new StringBuilder(inverted ? " ! " : " ").append(option);
      values.forEach(value -> text.append(' ').append(Quoted.ifNeeded(value)));
      return text.toString();
    }
  }

  Loaded(Extension<?> extension) {
    this.name = extension.name();
    this.known = extension.options();
    this.isKept = extension.isKept();
  }

  String name() {
    return name;
  }

  /** Every spelling of its options, as far as they are known. */
  Set<String> spellings() {
    return known == null ? Set.of() : known.keySet();
  }

  /** Takes an option if the extension has it. */
  boolean take(String word, boolean inverted, Args args) {
    if (known == null) {
      return takeAny(word, inverted, args);
    }
    Extension.Option option = known.get(word);
    if (option == null) {
      return false;
    }
    List<String> values = new ArrayList<>();
    for (int at = 0; at < option.values(); at++) {
      if (at > 0 && !args.hasNext()) {
        throw IptablesException.usage(word + " requires two args.");
      }
      values.add(args.value(word));
    }
    Given one = new Given(option.name(), inverted, values);
    String key = isKept ? option.name() + " " + given.size() : option.name();
    if (given.put(key, one) != null) {
      throw twice(option.name());
    }
    return true;
  }

  private IptablesException twice(String option) {
    String full = LONG.get(option);
    return full != null && (name.equals("tcp") || name.equals("udp"))
        ? IptablesException.usage("Only one `" + full + "' allowed")
        : IptablesException.usage(
            "%s: option \"%s\" can only be used once.\n".formatted(name, option));
  }

  private boolean takeAny(String word, boolean inverted, Args args) {
    if (!word.startsWith("--")) {
      return false;
    }
    List<String> values = new ArrayList<>();
    Optional<String> value = args.operand();
    while (value.isPresent()) {
      values.add(value.get());
      value = args.operand();
    }
    given.put(word, new Given(word, inverted, values));
    return true;
  }

  /** Whether no option was given. */
  boolean isBare() {
    return given.isEmpty();
  }

  /** Whether an option was given. */
  boolean has(String option) {
    return given.containsKey(option);
  }

  /** Whether an option that is none of these was given. */
  boolean hasOtherThan(String... options) {
    List<String> these = List.of(options);
    return given.keySet().stream().anyMatch(option -> !these.contains(option));
  }

  /** An option, if it was given. */
  Optional<Given> given(String option) {
    return Optional.ofNullable(given.get(option));
  }

  /** An option that must be given. */
  Given must(String option) {
    return given(option)
        .orElseThrow(
            () ->
                IptablesException.usage(
                    "%s: option \"%s\" must be specified\n".formatted(name, option)));
  }

  /** Name and options in the order in which they were given. */
  String text() {
    StringBuilder text = new StringBuilder(name);
    given.values().forEach(each -> text.append(each.text()));
    return text.toString();
  }
}
