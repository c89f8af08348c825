package dev.podlane.console.iptables;

import dev.podlane.net.filter.Ports;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Numbers as iptables reads them: decimal, or hexadecimal after 0x. */
final class Numbers {
  private static final int MAX_PORT = 65_535;

  /** Those of /etc/services that are met in rules. */
  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("ftp", 21),
          Map.entry("ssh", 22),
          Map.entry("telnet", 23),
          Map.entry("smtp", 25),
          Map.entry("domain", 53),
          Map.entry("bootps", 67),
          Map.entry("bootpc", 68),
          Map.entry("tftp", 69),
          Map.entry("http", 80),
          Map.entry("kerberos", 88),
          Map.entry("ntp", 123),
          Map.entry("snmp", 161),
          Map.entry("bgp", 179),
          Map.entry("ldap", 389),
          Map.entry("https", 443),
          Map.entry("syslog", 514),
          Map.entry("mysql", 3306),
          Map.entry("postgresql", 5432));

  private Numbers() {}

  /** A whole number without a sign. */
  static OptionalLong unsigned(String text, long min, long max) {
    boolean isHex = text.startsWith("0x") || text.startsWith("0X");
    String digits = isHex ? text.substring(2) : text;
    long value = isHex ? value(digits, 16, 8) : value(digits, 10, 10);
    return value < min || value > max ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static long value(String digits, int radix, int maxDigits) {
    boolean isNumber = !digits.isEmpty() && digits.length() <= maxDigits;
    for (int at = 0; at < digits.length() && isNumber; at++) {
      isNumber = digits.charAt(at) < 0x80 && Character.digit(digits.charAt(at), radix) >= 0;
    }
    return isNumber ? Long.parseLong(digits, radix) : -1;
  }

  /** A whole number that fits an int. */
  static OptionalInt whole(String text, int min, int max) {
    OptionalLong value = unsigned(text, min, max);
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
  }

  /** A port or the name of a service. */
  static int port(String text) {
    Integer named = SERVICES.get(text);
    return named != null
        ? named
        : whole(text, 0, MAX_PORT)
            .orElseThrow(
                () -> IptablesException.usage("invalid port/service `" + text + "' specified"));
  }

  /** One port or a range {@code first:last}, either end of which may be left out. */
  static Ports ports(String text) {
    return ports(text, "invalid portrange (min > max)");
  }

  /** The same; {@code wrong} is said if the ends are the wrong way round. */
  static Ports ports(String text, String wrong) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Ports.of(port(text));
    }
    int first = colon == 0 ? 0 : port(text.substring(0, colon));
    String end = text.substring(colon + 1);
    int last = end.isEmpty() ? MAX_PORT : port(end);
    if (first > last) {
      throw IptablesException.usage(wrong);
    }
    return new Ports(first, last);
  }

  /** A range as it is printed. */
  static String text(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + ":" + ports.last();
  }

  /** Bits as hexadecimal. */
  static String hex(int bits) {
    return "0x" + Integer.toHexString(bits);
  }

  /**
   * {@code value/mask}; without a mask all bits count.
   *
   * @param value bits that must be so
   * @param mask bits that count
   */
  record Masked(int value, int mask) {
    static final int ALL = -1;

    /** Reads one; {@code extension} and {@code option} are named if it is none. */
    static Masked read(String extension, String option, String text) {
      int slash = text.indexOf('/');
      long max = 0xffff_ffffL;
      OptionalLong value = unsigned(slash < 0 ? text : text.substring(0, slash), 0, max);
      OptionalLong mask =
          slash < 0 ? OptionalLong.of(max) : unsigned(text.substring(slash + 1), 0, max);
      if (value.isEmpty() || mask.isEmpty()) {
        throw IptablesException.usage(
            "%s: bad integer value for option \"%s\", or out of range.\n"
                .formatted(extension, option));
      }
      return new Masked((int) value.getAsLong(), (int) mask.getAsLong());
    }

    /** As {@code --mark} prints it. */
    static String text(int value, int mask) {
      return mask == ALL ? hex(value) : hex(value) + "/" + hex(mask);
    }
  }
}
