package dev.podlane.console.iptables.option;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Words for types of service (tos_values.c, dscp_helper.c of iptables). */
public final class ServiceTypes {
  private static final int MAX_OCTET = 255;

  /** IPTOS_TOS_MASK with the bit below it, as iptables gives to its words. */
  private static final int WORD_MASK = 0x3f;

  private static final Map<String, Integer> TOS_WORDS =
      Map.of(
          "minimize-delay", 0x10,
          "maximize-throughput", 0x08,
          "maximize-reliability", 0x04,
          "minimize-cost", 0x02,
          "normal-service", 0x00);

  private static final Map<String, Integer> CLASSES = classes();

  /** A type of service and the bits that count. */
  public record Tos(int value, int mask) {
    /** As it is printed. */
    public String text() {
      return hex(value) + "/" + hex(mask);
    }
  }

  private ServiceTypes() {}

  private static Map<String, Integer> classes() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (int at = 0; at < 8; at++) {
      all.put("cs" + at, at * 8);
    }
    all.put("be", 0);
    for (int at = 1; at <= 4; at++) {
      for (int drop = 1; drop <= 3; drop++) {
        all.put("af" + at + drop, at * 8 + drop * 2);
      }
    }
    all.put("ef", 0x2e);
    return all;
  }

  /** The number of a class. */
  public static int dscp(String word) {
    Integer value = CLASSES.get(word.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw IptablesException.usage("Invalid DSCP value `" + word + "'\n");
    }
    return value;
  }

  /**
   * Reads a number with or without a mask, or a word.
   *
   * @param mask the mask of a number without one
   */
  public static Tos tos(String text, int mask) {
    Integer word = TOS_WORDS.get(text.toLowerCase(Locale.ROOT));
    if (word != null) {
      return new Tos(word, WORD_MASK);
    }
    int slash = text.indexOf('/');
    OptionalInt value =
        OptionNumbers.whole(slash < 0 ? text : text.substring(0, slash), 0, MAX_OCTET);
    OptionalInt bits =
        slash < 0
            ? OptionalInt.of(mask)
            : OptionNumbers.whole(text.substring(slash + 1), 0, MAX_OCTET);
    if (value.isEmpty() || bits.isEmpty()) {
      throw IptablesException.usage("Symbolic name \"" + text + "\" is unknown");
    }
    return new Tos(value.getAsInt(), bits.getAsInt());
  }

  /** Two digits. */
  public static String hex(int octet) {
    return "0x%02x".formatted(octet);
  }
}
