package dev.podlane.trace.socket;

import java.util.List;

/** Maps ICMP errors to errno (icmp_err_convert in net/ipv4/icmp.c). */
final class IcmpErrno {
  private static final List<String> UNREACHABLE =
      List.of(
          "ENETUNREACH",
          "EHOSTUNREACH",
          "ENOPROTOOPT",
          "ECONNREFUSED",
          "EMSGSIZE",
          "EOPNOTSUPP",
          "ENETUNREACH",
          "EHOSTDOWN",
          "ENONET",
          "ENETUNREACH",
          "EHOSTUNREACH",
          "ENETUNREACH",
          "EHOSTUNREACH",
          "EHOSTUNREACH",
          "EHOSTUNREACH",
          "EHOSTUNREACH");

  private IcmpErrno() {}

  static String of(int type, int code) {
    return type == 3 && code >= 0 && code < UNREACHABLE.size()
        ? UNREACHABLE.get(code)
        : "EHOSTUNREACH";
  }
}
