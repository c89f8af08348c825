package dev.podlane.net.filter;

/** Numbers of kinds of addresses (include/uapi/linux/rtnetlink.h, RTN_UNICAST and so on). */
public final class FibTypes {
  private FibTypes() {}

  /** The number of a kind. */
  public static int number(AddressKind kind) {
    return switch (kind) {
      case UNSPEC -> 0;
      case UNICAST -> 1;
      case LOCAL -> 2;
      case BROADCAST -> 3;
      case ANYCAST -> 4;
      case MULTICAST -> 5;
      case BLACKHOLE -> 6;
      case UNREACHABLE -> 7;
      case PROHIBIT -> 8;
      case THROW -> 9;
      case NAT -> 10;
      case XRESOLVE -> 11;
    };
  }
}
