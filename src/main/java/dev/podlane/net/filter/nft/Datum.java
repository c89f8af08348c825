package dev.podlane.net.filter.nft;

import dev.podlane.net.addr.Ip;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value of up to 128 bits, as nftables keeps it in a register: a number, an address or a name.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record Datum(long high, long low) implements Comparable<Datum> {
  /** Bits of the widest value. */
  public static final int WIDEST = 128;

  private static final int NAME = 16;

  /** A number. */
  public static Datum of(long number) {
    return new Datum(0, number);
  }

  /** The number of which one bit is set, counted from the lowest. */
  public static Datum bit(int number) {
    return number < 64 ? new Datum(0, 1L << number) : new Datum(1L << (number - 64), 0);
  }

  /** An address of either family. */
  public static Datum of(Ip address) {
    return new Datum(address.high(), address.low());
  }

  /** A name of at most 16 bytes, as a device's, from the first byte on; longer ones are cut. */
  public static Datum of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long high = 0;
    long low = 0;
    for (int at = 0; at < NAME; at++) {
      long octet = at < bytes.length ? bytes[at] & 0xff : 0;
      if (at < 8) {
        high |= octet << (56 - 8 * at);
      } else {
        low |= octet << (120 - 8 * at);
      }
    }
    return new Datum(high, low);
  }

  /** The address it holds. */
  public Ip address(boolean v6) {
    return new Ip(v6 ? Ip.Family.IPV6 : Ip.Family.IPV4, high, low);
  }

  /** The name it holds. */
  public String name() {
    byte[] bytes = new byte[NAME];
    int length = 0;
    for (int at = 0; at < NAME; at++) {
      bytes[at] = (byte) (at < 8 ? high >>> (56 - 8 * at) : low >>> (120 - 8 * at));
      length = bytes[at] == 0 ? length : at + 1;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The bits that both have. */
  public Datum and(Datum other) {
    return new Datum(high & other.high, low & other.low);
  }

  /** The bits that either has. */
  public Datum or(Datum other) {
    return new Datum(high | other.high, low | other.low);
  }

  /** The bits that one of them has. */
  public Datum xor(Datum other) {
    return new Datum(high ^ other.high, low ^ other.low);
  }

  /** Returns true if no bit is set. */
  public boolean isZero() {
    return high == 0 && low == 0;
  }

  /** The value with everything but its first bits cleared. */
  public Datum prefix(int width, int length) {
    return and(mask(width, length));
  }

  /** The highest value of which the first bits are those of this one. */
  public Datum last(int width, int length) {
    return or(mask(width, width).xor(mask(width, length)));
  }

  /** A mask of the first bits of so wide a value. */
  public static Datum mask(int width, int length) {
    int lowest = width - length;
    long low = ones(Math.min(64, width)) & (lowest >= 64 ? 0 : -1L << lowest);
    long high = ones(width - 64) & (lowest <= 64 ? -1L : lowest >= 128 ? 0 : -1L << (lowest - 64));
    return new Datum(high, low);
  }

  private static long ones(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1L : (1L << bits) - 1;
  }

  /** The number that follows. */
  public Datum next() {
    return new Datum(low == -1L ? high + 1 : high, low + 1);
  }

  @Override
  public int compareTo(Datum other) {
    int upper = Long.compareUnsigned(high, other.high);
    return upper == 0 ? Long.compareUnsigned(low, other.low) : upper;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(((high * 31) ^ low) * 0x9e3779b97f4a7c15L);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Datum datum && high == datum.high && low == datum.low;
  }
}
