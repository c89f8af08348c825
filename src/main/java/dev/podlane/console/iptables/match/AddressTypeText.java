package dev.podlane.console.iptables.match;

import dev.podlane.net.filter.OtherMatch.AddressType;

/** {@code -m addrtype} as printed: both addresses share one, and one limit. */
public final class AddressTypeText {
  private AddressTypeText() {}

  static String words(AddressType match) {
    return (match.source() ? "--src-type " : "--dst-type ") + match.kind();
  }

  static String limit(AddressType match) {
    return switch (match.limit()) {
      case NONE -> "";
      case IN -> " --limit-iface-in";
      case OUT -> " --limit-iface-out";
    };
  }

  /** Returns true if iptables holds two conditions as one. */
  public static boolean areOne(AddressType first, AddressType second) {
    return first.source() && !second.source() && first.limit() == second.limit();
  }

  /** Two conditions behind one {@code -m}. */
  public static String both(AddressType first, AddressType second) {
    return "-m addrtype "
        + (first.inverted() ? "! " : "")
        + words(first)
        + (second.inverted() ? " ! " : " ")
        + words(second)
        + limit(first);
  }
}
