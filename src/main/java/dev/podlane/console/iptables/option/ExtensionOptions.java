package dev.podlane.console.iptables.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An extension as a rule uses it, with the options given so far. */
public final class ExtensionOptions {
  private static final Map<String, String> LONG =
      Map.of("--sport", "--source-port", "--dport", "--destination-port");

  private final String name;
  private final @Nullable Map<String, Extension.Option> known;
  private final boolean isKept;
  private final Map<String, Given> given = new LinkedHashMap<>();

  /** An option that was given. */
  public record Given(String option, boolean inverted, List<String> values) {
    public Given {
      values = List.copyOf(values);
    }

    /** Its only value. */
    public String value() {
      return values.get(0);
    }

    private String text() {
      StringBuilder text = new StringBuilder(inverted ? " ! " : " ").append(option);
      values.forEach(value -> text.append(' ').append(Quoted.ifNeeded(value)));
      return text.toString();
    }
  }

  public ExtensionOptions(Extension<?> extension) {
    this.name = extension.name();
    this.known = extension.options();
    this.isKept = extension.isKept();
  }

  public String name() {
    return name;
  }

  /** Every spelling of its options, as far as they are known. */
  public Set<String> spellings() {
    return known == null ? Set.of() : known.keySet();
  }

  /** Takes an option if the extension has it. */
  public boolean take(String word, boolean inverted, Args args) {
    if (known == null) {
      return takeAny(word, inverted, args);
    }
    Extension.Option option = known.get(word);
    if (option == null) {
      return false;
    }
    if (inverted && !option.invertible()) {
      throw IptablesException.usage(
          "%s: option \"%s\" cannot be inverted.\n".formatted(name, option.name()));
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
    return full != null && name.equals("tcp")
        ? IptablesException.usage("Only one `" + full + "' allowed")
        : IptablesException.usage(
            "%s: option \"%s\" can only be used once.\n"
                .formatted(name, name.equals("udp") && full != null ? full : option));
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

  /** Returns true if no option was given. */
  public boolean isBare() {
    return given.isEmpty();
  }

  /** Returns true if an option was given. */
  public boolean has(String option) {
    return given.containsKey(option);
  }

  /** Returns true if an option other than these was given. */
  public boolean hasOtherThan(String... options) {
    List<String> these = List.of(options);
    return given.keySet().stream().anyMatch(option -> !these.contains(option));
  }

  /** An option, if it was given. */
  public Optional<Given> given(String option) {
    return Optional.ofNullable(given.get(option));
  }

  /** Refuses options of which a rule may have but one. */
  public void exclusive(String... options) {
    String first = null;
    for (String option : options) {
      if (has(option) && first != null) {
        throw IptablesException.usage(
            "%s: option \"%s\" cannot be used together with \"%s\".\n"
                .formatted(name, first, option));
      }
      first = has(option) ? option : first;
    }
  }

  /** The value of an option as a whole number; {@code otherwise} if it was not given. */
  public long number(String option, long least, long most, long otherwise) {
    Given one = given.get(option);
    if (one == null) {
      return otherwise;
    }
    return OptionNumbers.unsigned(one.value(), least, most)
        .orElseThrow(
            () ->
                IptablesException.usage(
                    "%s: bad value for option \"%s\", or out of range (%d-%d).\n"
                        .formatted(name, option, least, most)));
  }

  /** A value that an option does not know. */
  public IptablesException badValue(String option, String value) {
    return IptablesException.usage(
        "%s: Bad value for \"%s\" option: \"%s\"\n".formatted(name, option, value));
  }

  /** An option that must be given. */
  public Given must(String option) {
    return given(option)
        .orElseThrow(
            () ->
                IptablesException.usage(
                    "%s: option \"%s\" must be specified\n".formatted(name, option)));
  }

  /** The options in the order in which they were given. */
  public List<Given> all() {
    return List.copyOf(given.values());
  }

  /** Name and options in the order in which they were given. */
  public String text() {
    StringBuilder text = new StringBuilder(name);
    given.values().forEach(each -> text.append(each.text()));
    return text.toString();
  }
}
