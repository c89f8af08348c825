package dev.podlane.net.filter.octet;

/**
 * A number of 32 bits, some of which may not be known.
 *
 * @param value its bits; 0 where they are not known
 * @param known bits that are known
 */
record PartlyKnown(int value, int known) {
  /** A number of which nothing is known. */
  static final PartlyKnown NOTHING = new PartlyKnown(0, 0);

  private static final int ALL = -1;

  PartlyKnown {
    value &= known;
  }

  /** A number of which every bit is known. */
  static PartlyKnown of(int value) {
    return new PartlyKnown(value, ALL);
  }

  boolean isKnown() {
    return known == ALL;
  }

  /** Bits that are masked out are known to be 0. */
  PartlyKnown and(int mask) {
    return new PartlyKnown(value & mask, known | ~mask);
  }

  PartlyKnown or(int bits) {
    return new PartlyKnown(value | bits, known | bits);
  }

  PartlyKnown xor(int bits) {
    return new PartlyKnown(value ^ bits, known);
  }

  /** Shifts by 32 and more leave nothing, as on 64 bits. */
  PartlyKnown left(int bits) {
    return bits < 0 || bits > 31
        ? of(0)
        : new PartlyKnown(value << bits, (known << bits) | ((1 << bits) - 1));
  }

  PartlyKnown right(int bits) {
    return bits < 0 || bits > 31 ? of(0) : new PartlyKnown(value >>> bits, ~(~known >>> bits));
  }

  /** The least number it can be, unsigned. */
  long least() {
    return Integer.toUnsignedLong(value);
  }

  /** The largest number it can be, unsigned. */
  long most() {
    return Integer.toUnsignedLong(value | ~known);
  }
}
