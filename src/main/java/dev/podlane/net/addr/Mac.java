package dev.podlane.net.addr;

import java.util.regex.Pattern;

/**
 * An EUI-48 hardware address.
 *
 * @param bits the 48 bits in transmission order
 */
public record Mac(long bits) implements Comparable<Mac> {
  private static final Pattern OCTETS = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

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
    if (!OCTETS.matcher(text).matches()) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    return new Mac(Long.parseLong(text.replace(":", ""), 16));
  }

  /** Returns true if the group bit is set: multicast or broadcast (IEEE 802). */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  @Override
  public int compareTo(Mac other) {
    return Long.compare(bits, other.bits);
  }

  @Override
  public String toString() {
    char[] text = new char[17];
    for (int i = 0; i < text.length; i++) {
      boolean isColon = i % 3 == 2;
      int shift = 44 - 8 * (i / 3) - 4 * (i % 3);
      text[i] = isColon ? ':' : Character.forDigit((int) (bits >>> shift & 15), 16);
    }
    return String.valueOf(text);
  }
}
