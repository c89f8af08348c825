package dev.podlane.net.addr;

import java.util.Locale;

/**
 * An EUI-48 hardware address.
 *
 * @param bits the 48 bits in transmission order
 */
public record Mac(long bits) implements Comparable<Mac> {
  /** ff:ff:ff:ff:ff:ff. */
  public static final Mac BROADCAST = new Mac(0xffff_ffff_ffffL);

  /** 00:00:00:00:00:00, the address of a loopback device. */
  public static final Mac ZERO = new Mac(0);

  public Mac {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a MAC address has 48 bits");
    }
  }

  /**
   * Reads six hexadecimal octets joined by colons.
   *
   * @throws IllegalArgumentException if the text is no such address
   */
  public static Mac parse(String text) {
    if (!text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    return new Mac(Long.parseLong(text.replace(":", ""), 16));
  }

  /** Whether the group bit is set: multicast or broadcast (IEEE 802). */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  @Override
  public int compareTo(Mac other) {
    return Long.compare(bits, other.bits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(String.format(Locale.ROOT, shift == 0 ? "%02x" : "%02x:", bits >>> shift & 255));
    }
    return text.toString();
  }
}
