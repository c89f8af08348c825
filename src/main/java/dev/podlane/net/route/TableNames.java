package dev.podlane.net.route;

import java.util.Optional;
import java.util.regex.Pattern;

/** Routing tables have numbers of 32 bits; some have names (rt_tables of iproute2). */
public final class TableNames {
  /** Addresses of this host, kept by the kernel: number 255. */
  public static final String LOCAL = "local";

  /** The table of routes that name none: number 254. */
  public static final String MAIN = "main";

  /** The table that is looked up last: number 253. */
  public static final String DEFAULT = "default";

  private static final long MAX = 0xffff_ffffL;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}|0x[0-9a-fA-F]{1,8}");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

  private TableNames() {}

  /**
   * The name of a table given by name or number, as {@code ip} prints it: 254 is {@code main}, 100
   * has no other name. Empty if there can be no such table; number 0 is none.
   */
  public static Optional<String> of(String text) {
    if (isNamed(text)) {
      return Optional.of(text);
    }
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    long number = Long.decode(LEADING_ZEROS.matcher(text).replaceFirst(""));
    return number == 0 || number > MAX ? Optional.empty() : Optional.of(name(number));
  }

  /** The number of a table of this name. */
  public static long number(String name) {
    return switch (name) {
      case LOCAL -> 255;
      case MAIN -> 254;
      case DEFAULT -> 253;
      default -> Long.parseLong(name);
    };
  }

  private static boolean isNamed(String text) {
    return text.equals(LOCAL) || text.equals(MAIN) || text.equals(DEFAULT);
  }

  private static String name(long number) {
    if (number == 255) {
      return LOCAL;
    }
    return number == 254 ? MAIN : number == 253 ? DEFAULT : Long.toString(number);
  }
}
