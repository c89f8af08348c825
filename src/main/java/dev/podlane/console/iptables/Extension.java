package dev.podlane.console.iptables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A module of iptables that is loaded by {@code -m} or {@code -j} and brings options.
 *
 * @param name its name
 * @param options every spelling of its options; none if they are not known
 * @param reader makes what it stands for of the options given and the protocol of the rule
 * @param <T> what that is
 */
record Extension<T>(
    String name,
    @Nullable Map<String, Option> options,
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
    return new Extension<>(name, all, reader);
  }

  /** An extension of which nothing but the name is known. */
  static <T> Extension<T> unknown(String name, BiFunction<Loaded, ProtocolWord, T> reader) {
    return new Extension<>(name, null, reader);
  }
}
