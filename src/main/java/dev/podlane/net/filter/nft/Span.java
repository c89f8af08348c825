package dev.podlane.net.filter.nft;

/**
 * Values next to each other, both ends included; one value if they are equal.
 *
 * @param first the lowest
 * @param last the highest, at least {@code first}
 */
public record Span(Datum first, Datum last) {
  public Span {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException("a range begins with its lowest value");
    }
  }

  /** One value. */
  public static Span of(Datum only) {
    return new Span(only, only);
  }

  /** All values that begin with so many bits of this one. */
  public static Span of(Datum value, int width, int length) {
    return new Span(value.prefix(width, length), value.last(width, length));
  }

  /** Returns true if it is one value. */
  public boolean isOne() {
    return first.equals(last);
  }

  /** Returns true if it holds the value. */
  public boolean contains(Datum value) {
    return first.compareTo(value) <= 0 && value.compareTo(last) <= 0;
  }

  /** Returns true if a value is in both. */
  public boolean overlaps(Span other) {
    return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
  }

  /**
   * The number of leading bits that all values share, if they are all the values that do; else -1.
   */
  public int prefix(int width) {
    Datum differing = first.xor(last);
    int length =
        differing.high() == 0
            ? width - 64 + Long.numberOfLeadingZeros(differing.low())
            : width - 128 + Long.numberOfLeadingZeros(differing.high());
    boolean whole = length >= 0 && first.equals(first.prefix(width, length));
    return whole && last.equals(first.last(width, length)) ? length : -1;
  }
}
