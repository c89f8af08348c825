package dev.podlane.console.iptables.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A module of iptables that is loaded by {@code -m} or {@code -j} and brings options.
 *
 * @param name its name
 * @param options every spelling of its options; none if they are not known
 * @param isKept true if the extension is kept as text, whatever its options are
 * @param reader turns the options given, and the protocol of the rule, into the extension's value
 * @param <T> type of that value
 */
public record Extension<T>(
    String name,
    @Nullable Map<String, Option> options,
    boolean isKept,
    BiFunction<ExtensionOptions, ProtocolWord, T> reader) {
  /**
   * An option.
   *
   * @param name its first spelling
   * @param values number of words that follow it
   * @param invertible false if {@code !} may not stand before it
   */
  record Option(String name, int values, boolean invertible) {}

  /**
   * The {@code -p} of a rule.
   *
   * @param number protocol number, 0 for all
   */
  public record ProtocolWord(int number, boolean inverted) {
    /** Returns true if the rule matches this protocol and no other. */
    public boolean is(int wanted) {
      return number == wanted && !inverted;
    }

    /**
     * Returns true if the rule matches a single protocol, and packets of that protocol have ports.
     */
    public boolean hasPorts() {
      return Protocols.hasPorts(number) && !inverted;
    }
  }

  public Extension {
    options = options == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * An extension with options written as {@code "--sport,--source-port:1 --syn:0"}; one that ends
   * in {@code -} cannot be inverted.
   *
   * @param options spellings, and how many values follow
   */
  public static <T> Extension<T> of(
      String name, String options, BiFunction<ExtensionOptions, ProtocolWord, T> reader) {
    Map<String, Option> all = new LinkedHashMap<>();
    for (String each : options.split(" ", -1)) {
      int colon = each.indexOf(':');
      String[] spellings = each.substring(0, Math.max(colon, 0)).split(",", -1);
      for (String spelling : spellings) {
        if (!spelling.isEmpty()) {
          int values = each.charAt(colon + 1) - '0';
          all.put(spelling, new Option(spellings[0], values, !each.endsWith("-")));
        }
      }
    }
    return new Extension<>(name, all, false, reader);
  }

  /**
   * An extension that is kept as text.
   *
   * @param options as {@link #of} takes them; none if they are not listed, so that all words that
   *     follow are taken for its own
   */
  public static <T> Extension<T> kept(
      String name, @Nullable String options, BiFunction<ExtensionOptions, ProtocolWord, T> reader) {
    Map<String, Option> known = options == null ? null : of(name, options, reader).options();
    return new Extension<>(name, known, true, reader);
  }

  /** Every spelling of its options, as far as they are known. */
  public Set<String> spellings() {
    return options == null ? Set.of() : options.keySet();
  }
}
