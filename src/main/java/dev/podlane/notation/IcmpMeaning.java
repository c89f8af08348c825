package dev.podlane.notation;

import org.jspecify.annotations.Nullable;

/** Short words for the codes of ICMP destination unreachable (RFC 792, RFC 1812). */
final class IcmpMeaning {
  private static final int UNREACHABLE = 3;

  private IcmpMeaning() {}

  static @Nullable String of(int type, int code) {
    if (type != UNREACHABLE) {
      return null;
    }
    return switch (code) {
      case 0 -> "net";
      case 1 -> "host";
      case 2 -> "protocol";
      case 3 -> "port";
      case 9 -> "net-prohibited";
      case 10 -> "host-prohibited";
      case 13 -> "admin-prohibited";
      default -> null;
    };
  }
}
