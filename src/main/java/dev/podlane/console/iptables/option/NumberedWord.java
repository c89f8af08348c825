package dev.podlane.console.iptables.option;

import java.util.Map;
import java.util.OptionalLong;

/** A number that has a name, or a number and the bits of it that count. */
public record NumberedWord(int value, int mask) {
  private static final long MOST = 0xffff_ffffL;
  private static final int ALL = -1;

  /** Reads one of an option that was given. */
  public static NumberedWord read(
      ExtensionOptions loaded, String option, Map<Integer, String> names) {
    String text = loaded.must(option).value();
    for (Map.Entry<Integer, String> each : names.entrySet()) {
      if (each.getValue().equals(text)) {
        return new NumberedWord(each.getKey(), ALL);
      }
    }
    int slash = text.indexOf('/');
    OptionalLong value =
        OptionNumbers.unsigned(slash < 0 ? text : text.substring(0, slash), 0, MOST);
    OptionalLong mask =
        slash < 0
            ? OptionalLong.of(MOST)
            : OptionNumbers.unsigned(text.substring(slash + 1), 0, MOST);
    if (value.isEmpty() || mask.isEmpty()) {
      throw IptablesException.usage(
          "%s: could not map name %s to an integer value for option \"%s\".\n"
              .formatted(loaded.name(), text, option));
    }
    return new NumberedWord((int) value.getAsLong(), (int) mask.getAsLong());
  }

  /** As it is printed. */
  public String text(Map<Integer, String> names) {
    String hex = OptionNumbers.hex(value);
    return mask == ALL ? names.getOrDefault(value, hex) : hex + "/" + OptionNumbers.hex(mask);
  }
}
