package dev.podlane.compile.cni;

/** Numbers that hold for all wires of pods. */
final class Wires {
  /** Smallest MTU of IPv4 (RFC 791), in octets. */
  static final int SMALLEST_MTU = 68;

  /** Prefix length of a single IPv4 address. */
  static final int HOST = 32;

  private Wires() {}
}
