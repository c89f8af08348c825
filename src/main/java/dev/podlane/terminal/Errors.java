package dev.podlane.terminal;

import java.util.Map;

/** The words of errors: strerror(3) of glibc, and those of ping and traceroute for ICMP. */
final class Errors {
  private static final Map<String, String> ERRNO =
      Map.ofEntries(
          Map.entry("EACCES", "Permission denied"),
          Map.entry("EADDRNOTAVAIL", "Cannot assign requested address"),
          Map.entry("ECONNREFUSED", "Connection refused"),
          Map.entry("ECONNRESET", "Connection reset by peer"),
          Map.entry("EHOSTDOWN", "Host is down"),
          Map.entry("EHOSTUNREACH", "No route to host"),
          Map.entry("EINVAL", "Invalid argument"),
          Map.entry("EMSGSIZE", "Message too long"),
          Map.entry("ENETUNREACH", "Network is unreachable"),
          Map.entry("ENOBUFS", "No buffer space available"),
          Map.entry("ENONET", "Machine is not on the network"),
          Map.entry("ENOPROTOOPT", "Protocol not available"),
          Map.entry("EOPNOTSUPP", "Operation not supported"),
          Map.entry("EPERM", "Operation not permitted"),
          Map.entry("ETIMEDOUT", "Connection timed out"));

  private Errors() {}

  /** The words of an error of a call, the name itself if it is not known. */
  static String errno(String name) {
    return ERRNO.getOrDefault(name, name);
  }

  /** The words of ping for an ICMP destination that cannot be reached (iputils, ping_common.c). */
  static String unreachable(int code) {
    return switch (code) {
      case 0 -> "Destination Net Unreachable";
      case 1 -> "Destination Host Unreachable";
      case 2 -> "Destination Protocol Unreachable";
      case 3 -> "Destination Port Unreachable";
      case 6 -> "Destination Net Unknown";
      case 7 -> "Destination Host Unknown";
      case 8 -> "Source Host Isolated";
      case 9 -> "Destination Net Prohibited";
      case 10 -> "Destination Host Prohibited";
      case 11 -> "Destination Net Unreachable for Type of Service";
      case 12 -> "Destination Host Unreachable for Type of Service";
      case 13 -> "Packet filtered";
      case 14 -> "Precedence Violation";
      case 15 -> "Precedence Cutoff";
      default -> "Dest Unreachable, Bad Code: " + code;
    };
  }

  /** The mark of traceroute for it; empty for a port, which is the end of the way. */
  static String mark(int code) {
    return switch (code) {
      case 3 -> "";
      case 0 -> " !N";
      case 1 -> " !H";
      case 2 -> " !P";
      case 13 -> " !X";
      default -> " !" + code;
    };
  }
}
