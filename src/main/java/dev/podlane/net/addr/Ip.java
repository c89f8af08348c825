package dev.podlane.net.addr;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address of either family, held as 128 bits; an IPv4 address uses the low 32 bits of {@code
 * low}.
 *
 * @param family IPv4 or IPv6
 * @param high upper 64 bits in network order, 0 for IPv4
 * @param low lower 64 bits in network order, at most 2^32-1 for IPv4
 */
public record Ip(Family family, long high, long low) implements Comparable<Ip> {
  /** The unspecified IPv4 address, 0.0.0.0. */
  public static final Ip ANY = new Ip(Family.IPV4, 0, 0);

  /** The limited broadcast address, 255.255.255.255 (RFC 919). */
  public static final Ip LIMITED_BROADCAST = new Ip(Family.IPV4, 0, 0xffff_ffffL);

  /** Address family. */
  public enum Family {
    IPV4(32),
    IPV6(128);

    private final int bits;

    Family(int bits) {
      this.bits = bits;
    }

    /** Number of bits of an address of this family. */
    public int bits() {
      return bits;
    }
  }

  public Ip {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with these 32 bits in network order. */
  public static Ip v4(int bits) {
    return new Ip(Family.IPV4, 0, Integer.toUnsignedLong(bits));
  }

  /**
   * Reads a dotted quad (RFC 6943 strict form: four decimal octets, no leading zeros) or an IPv6
   * address (RFC 4291).
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Ip parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
  }

  /** As {@link #parse}, empty if the text is no address. */
  public static Optional<Ip> tryParse(String text) {
    return text.indexOf(':') >= 0 ? IpText.parseV6(text) : IpText.parseV4(text);
  }

  /** Returns true if this is an IPv4 address. */
  public boolean isV4() {
    return family == Family.IPV4;
  }

  /** The 32 bits of an IPv4 address; meaningless for IPv6. */
  public int v4Bits() {
    return (int) low;
  }

  /** 127.0.0.0/8 (RFC 1122) or ::1. */
  public boolean isLoopback() {
    return isV4() ? low >>> 24 == 127 : high == 0 && low == 1;
  }

  /** 224.0.0.0/4 (RFC 5771) or ff00::/8. */
  public boolean isMulticast() {
    return isV4() ? low >>> 28 == 14 : high >>> 56 == 0xff;
  }

  /** The all-zero address. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** 0.0.0.0/8, "this network" (RFC 1122), never a source on the wire but as 0.0.0.0 itself. */
  public boolean isZeroNet() {
    return isV4() && low >>> 24 == 0;
  }

  /** 240.0.0.0/4 without the limited broadcast address (RFC 1112 class E). */
  public boolean isReserved() {
    return isV4() && low >>> 28 == 15 && low != LIMITED_BROADCAST.low;
  }

  /** The address this many further on; wraps within the family as unsigned arithmetic does. */
  public Ip plus(long count) {
    if (isV4()) {
      return v4((int) (low + count));
    }
    long sum = low + count;
    long carry = count >= 0 && Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long borrow = count < 0 && Long.compareUnsigned(sum, low) > 0 ? 1 : 0;
    return new Ip(Family.IPV6, high + carry - borrow, sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ip ip && low == ip.low && high == ip.high && family == ip.family;
  }

  /** Returns a hash that is equal in every run, which that of an enum is not. */
  @Override
  public int hashCode() {
    long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L; // subnets differ in few bits
    return (int) (mixed >>> 32);
  }

  /** IPv4 before IPv6, then numerically. */
  @Override
  public int compareTo(Ip other) {
    if (family != other.family) {
      return family.compareTo(other.family);
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** Dotted quad, or the shortest IPv6 form (RFC 5952). */
  @Override
  public String toString() {
    return isV4() ? IpText.printV4(low) : IpText.printV6(high, low);
  }
}
