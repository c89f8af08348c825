package dev.podlane.net.packet;

/**
 * The part of a segment that a packet carries (RFC 791 section 2.3).
 *
 * @param offset position of the part, in octets, a multiple of 8
 * @param length octets in the part, not counting the IP header
 * @param more true if further parts follow
 */
public record Fragment(int offset, int length, boolean more) {
  public Fragment {
    if (offset < 0 || offset % 8 != 0 || length < 0 || offset + length > 65_535) {
      throw new IllegalArgumentException("no fragment: offset " + offset + ", length " + length);
    }
  }

  /** Returns true if this part holds the segment's own header. */
  public boolean isFirst() {
    return offset == 0;
  }
}
