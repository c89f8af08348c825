package dev.podlane.net.addr;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address block whose host bits are zero, such as 10.0.1.0/24.
 *
 * @param network first address of the block
 * @param length number of leading bits that are fixed
 */
public record Prefix(Ip network, int length) implements Comparable<Prefix> {
  /** Digits of a prefix length. */
  static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

  /** All of IPv4, the meaning of {@code default} in a route. */
  public static final Prefix DEFAULT_V4 = new Prefix(Ip.ANY, 0);

  public Prefix {
    if (length < 0 || length > network.family().bits()) {
      throw new IllegalArgumentException("prefix length out of range: " + length);
    }
    if (!masked(network, length).equals(network)) {
      throw new IllegalArgumentException("host bits must be zero in " + network + "/" + length);
    }
  }

  /** The block that contains the address. */
  public static Prefix of(Ip address, int length) {
    return new Prefix(masked(address, length), length);
  }

  /** The block of this one address. */
  public static Prefix host(Ip address) {
    return new Prefix(address, address.family().bits());
  }

  /**
   * Reads {@code address/length}; a bare address is a block of one.
   *
   * @throws IllegalArgumentException if the text is no prefix or has host bits set
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return host(Ip.parse(text));
    }
    String length = text.substring(slash + 1);
    if (!LENGTH.matcher(length).matches()) {
      throw new IllegalArgumentException("not a prefix length: " + length);
    }
    return new Prefix(Ip.parse(text.substring(0, slash)), Integer.parseInt(length));
  }

  /** As {@link #parse}, empty if the text is no prefix. */
  public static Optional<Prefix> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** The IPv4 address of this network with the bits of the host that another address has. */
  public Ip withHostOf(Ip address) {
    int mask = length == 0 ? 0 : -1 << (32 - length);
    return Ip.v4(network.v4Bits() | (address.v4Bits() & ~mask));
  }

  /** Returns true if the address lies in this block; false for the other family. */
  public boolean contains(Ip address) {
    if (address.isV4() && network.isV4()) {
      return (address.low() ^ network.low()) >>> (32 - length) == 0;
    }
    return address.family() == network.family() && masked(address, length).equals(network);
  }

  /** Returns true if the other block lies entirely in this one. */
  public boolean contains(Prefix other) {
    return other.length >= length && contains(other.network);
  }

  /** Returns true if the blocks share an address. */
  public boolean overlaps(Prefix other) {
    return contains(other) || other.contains(this);
  }

  /** Last address of the block; the directed broadcast address of an IPv4 subnet. */
  public Ip last() {
    int hostBits = network.family().bits() - length;
    if (network.isV4()) {
      return new Ip(Ip.Family.IPV4, 0, network.low() | (1L << hostBits) - 1);
    }
    long high = hostBits > 64 ? network.high() | ones(hostBits - 64) : network.high();
    long low = network.low() | ones(Math.min(hostBits, 64));
    return new Ip(Ip.Family.IPV6, high, low);
  }

  private static Ip masked(Ip address, int length) {
    if (address.isV4()) {
      return new Ip(Ip.Family.IPV4, 0, address.low() & ~((1L << (32 - length)) - 1));
    }
    long high = address.high() & ~ones(Math.max(0, 64 - length));
    long low = address.low() & ~ones(Math.min(64, 128 - length));
    return new Ip(Ip.Family.IPV6, high, low);
  }

  private static long ones(int count) {
    return count >= 64 ? -1L : (1L << count) - 1;
  }

  /** Orders by network address, wider blocks first. */
  @Override
  public int compareTo(Prefix other) {
    int byNetwork = network.compareTo(other.network);
    return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
