package dev.podlane.console.iptables.option;

import dev.podlane.net.filter.Ports;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Numbers as iptables reads them: decimal, or hexadecimal after 0x. */
public final class OptionNumbers {
  private static final int MAX_PORT = 65_535;

  private OptionNumbers() {}

  /** A whole number without a sign. */
  public static OptionalLong unsigned(String text, long min, long max) {
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
  public static OptionalInt whole(String text, int min, int max) {
    OptionalLong value = unsigned(text, min, max);
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
  }

  /**
   * A port or the name of a service (xtables_parse_port).
   *
   * @param protocol name of the protocol that the service uses
   */
  static int port(String text, String protocol) {
    OptionalInt number = whole(text, 0, MAX_PORT);
    OptionalInt port = number.isPresent() ? number : Services.port(text, protocol);
    return port.orElseThrow(
        () -> IptablesException.usage("invalid port/service `" + text + "' specified"));
  }

  /**
   * One port or a range {@code first:last}, either end of which may be left out, of extensions that
   * read their options themselves.
   *
   * @param protocol name of the protocol that named services use
   * @param wrong message if the range is reversed
   */
  public static Ports ports(String text, String protocol, String wrong) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Ports.of(port(text, protocol));
    }
    int first = colon == 0 ? 0 : port(text.substring(0, colon), protocol);
    String end = text.substring(colon + 1);
    int last = end.isEmpty() ? MAX_PORT : port(end, protocol);
    if (first > last) {
      throw IptablesException.usage(wrong);
    }
    return new Ports(first, last);
  }

  /**
   * The same of extensions whose options iptables reads (xtopt_parse_mport): services of any
   * protocol, and a reversed range holds no port.
   */
  public static Ports ports(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Ports.of(resolved(text));
    }
    int first = colon == 0 ? 0 : resolved(text.substring(0, colon));
    String end = text.substring(colon + 1);
    return new Ports(first, end.isEmpty() ? MAX_PORT : resolved(end));
  }

  /**
   * A port or the name of a service of any protocol, as getaddrinfo(3) reads it: of a larger number
   * the last 16 bits count.
   */
  public static int resolved(String text) {
    boolean isNumber = text.matches("[0-9]{1,9}");
    OptionalInt port =
        isNumber ? OptionalInt.of(Integer.parseInt(text) & MAX_PORT) : Services.port(text, "");
    return port.orElseThrow(
        () -> IptablesException.usage("Port \"" + text + "\" does not resolve to anything.\n"));
  }

  /** A range as it is printed. */
  public static String text(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + ":" + ports.last();
  }

  /** Bits as hexadecimal. */
  public static String hex(int bits) {
    return "0x" + Integer.toHexString(bits);
  }

  /**
   * {@code value/mask}; without a mask all bits count.
   *
   * @param value bits that must be so
   * @param mask bits that count
   */
  public record Masked(int value, int mask) {
    public static final int ALL = -1;

    /** Reads one; {@code extension} and {@code option} are named if it is none. */
    public static Masked read(String extension, String option, String text) {
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
    public static String text(int value, int mask) {
      return mask == ALL ? hex(value) : hex(value) + "/" + hex(mask);
    }
  }
}
