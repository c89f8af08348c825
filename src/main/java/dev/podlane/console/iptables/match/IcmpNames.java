package dev.podlane.console.iptables.match;

/** Names of ICMP types for listings. */
public final class IcmpNames {
  private IcmpNames() {}

  /** The name of {@code type} or {@code type/code}; empty if it has none. */
  public static String name(String numbers) {
    return IcmpTypes.name(numbers);
  }
}
