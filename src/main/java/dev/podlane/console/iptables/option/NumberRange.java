package dev.podlane.console.iptables.option;

import java.util.OptionalLong;

/**
 * Numbers {@code first:last}, either of which may be left out (xtopt_parse_mint in
 * libxtables/xtoptions.c).
 *
 * @param isOne true if only one was written
 */
public record NumberRange(long first, long last, boolean isOne) {
  /** Reads those of an option that was given. */
  public static NumberRange of(ExtensionOptions loaded, String option, long most) {
    String text = loaded.must(option).value();
    int colon = text.indexOf(':');
    if (colon < 0) {
      long value = number(loaded, option, text, text, most);
      return new NumberRange(value, value, true);
    }
    long first = colon == 0 ? 0 : number(loaded, option, text.substring(0, colon), text, most);
    String end = text.substring(colon + 1);
    long last = end.isEmpty() ? most : number(loaded, option, end, end, most);
    return new NumberRange(first, last, false);
  }

  private static long number(
      ExtensionOptions loaded, String option, String text, String near, long most) {
    OptionalLong value = OptionNumbers.unsigned(text, 0, most);
    return value.orElseThrow(
        () ->
            IptablesException.usage(
                "%s: bad value for option \"%s\" near \"%s\", or out of range (0-%d).\n"
                    .formatted(loaded.name(), option, near, most)));
  }

  /** As most extensions print it. */
  public String text() {
    return first == last ? "" + first : first + ":" + last;
  }
}
