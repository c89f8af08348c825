package dev.podlane.net.packet;

import java.util.Comparator;
import java.util.List;

/**
 * The fragments from which a packet was reassembled. Linux keeps them as a list behind the first
 * and sends them as they are if they fit.
 *
 * @param longest most octets that a part sent on may have (frag_max_size), its header included: the
 *     length of the longest; 0 if only the way limits it
 * @param parts the fragments by offset
 */
public record FragmentSizes(int longest, List<Fragment> parts) {
  public FragmentSizes {
    parts = parts.stream().sorted(Comparator.comparingInt(Fragment::offset)).toList();
  }

  /** The same list, which limits nothing. */
  public FragmentSizes withoutLongest() {
    return new FragmentSizes(0, parts);
  }

  /** Returns true if the fragments follow one another without a gap, and all fit. */
  boolean fit(IpPacket whole, int mtu) {
    int end = 0;
    for (Fragment part : parts) {
      if (part.offset() != end || whole.headerLength() + part.length() > mtu) {
        return false;
      }
      end += part.length();
    }
    return end == whole.length() - whole.headerLength();
  }
}
