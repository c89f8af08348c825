package dev.podlane.console.iptables;

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
 * @param isKept whether it is kept as text, whatever its options say
 * @param reader makes what it stands for of the options given and the protocol of the rule
 * @param <T> what that is
 */
record Extension<T>(
    String name,
    @Nullable Map<String, Option> options,
    boolean isKept,
    BiFunction<Loaded, ProtocolWord, T> reader) {
  /**
   * An option.
   *
   * @param name its first spelling
   * @param values how many words follow it
   */
  record Option(String name, int values) {}

  /**
   * The {@code -p} of a rule.
   *
   * @param number protocol number, 0 for all
   */
  record ProtocolWord(int number, boolean inverted) {
    /** Whether the rule is about this protocol alone. */
    boolean is(int wanted) {
      return number == wanted && !inverted;
    }

    /** Whether the rule is about one protocol that has ports. */
    boolean hasPorts() {
      return Protocols.hasPorts(number) && !inverted;
    }
  }

  Extension {
    options = options == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * An extension with options written as {@code "--sport,--source-port:1 --syn:0"}.
   *
   * @param options spellings, and how many values follow
   */
  static <T> Extension<T> of(
      String name, String options, BiFunction<Loaded, ProtocolWord, T> reader) {
    Map<String, Option> all = new LinkedHashMap<>();
    for (String each : options.split(" ", -1)) {
      int colon = each.indexOf(':');
      String[] spellings = each.substring(0, Math.max(colon, 0)).split(",", -1);
      for (String spelling : spellings) {
        if (!spelling.isEmpty()) {
          all.put(spelling, new Option(spellings[0], Integer.parseInt(each.substring(colon + 1))));
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
  static <T> Extension<T> kept(
      String name, @Nullable String options, BiFunction<Loaded, ProtocolWord, T> reader) {
    Map<String, Option> known = options == null ? null : of(name, options, reader).options();
    return new Extension<>(name, known, true, reader);
  }

  /** Every spelling of its options, as far as they are known. */
  Set<String> spellings() {
    return options == null ? Set.of() : options.keySet();
  }
}
