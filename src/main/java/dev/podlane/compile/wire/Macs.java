package dev.podlane.compile.wire;

import dev.podlane.net.addr.Mac;

/**
 * Hardware addresses, locally administered, all different: {@code 02:END:NN:NN:NN:KIND}, where
 * NN:NN:NN is the number of the namespace a device belongs to. The outer end of a wire carries the
 * number of the namespace at its inner end, so both ends are easy to tell and to match.
 */
final class Macs {
  private static final long LOCAL = 0x02L << 40;
  private static final long OUTER = 1L << 32;
  private static final int NUMBERS = 1 << 24;

  private Macs() {}

  /** The device by which a namespace is wired to the next. */
  static Mac inner(int number) {
    return of(number, 2);
  }

  /** The other end of that wire. */
  static Mac outer(int number) {
    return new Mac(of(number, 2).bits() + OUTER);
  }

  /** The bridge of a namespace. */
  static Mac bridge(int number) {
    return of(number, 3);
  }

  private static Mac of(int number, int kind) {
    if (number < 0 || number >= NUMBERS) {
      throw new IllegalArgumentException("more than " + NUMBERS + " namespaces");
    }
    return new Mac(LOCAL + ((long) number << 8) + kind);
  }
}
