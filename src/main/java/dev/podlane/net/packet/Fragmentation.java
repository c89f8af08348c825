package dev.podlane.net.packet;

import java.util.ArrayList;
import java.util.List;

/** Cuts packets into parts that fit (ip_do_fragment in net/ipv4/ip_output.c). */
public final class Fragmentation {
  private Fragmentation() {}

  /**
   * The parts of a packet, in the order in which they are sent. A fragment is cut further.
   *
   * @param mtu longest packet allowed in octets, at least 28
   */
  public static List<IpPacket> cut(IpPacket packet, int mtu) {
    int most = (mtu - packet.headerLength()) / 8 * 8;
    if (most < 8) {
      throw new IllegalArgumentException("no fragment fits " + mtu + " octets");
    }
    Fragment given = packet.fragment();
    int begin = given == null ? 0 : given.offset();
    int end = begin + packet.length() - packet.headerLength();
    boolean moreAfter = given != null && given.more();
    List<IpPacket> parts = new ArrayList<>();
    for (int offset = begin; offset < end; offset += most) {
      int length = Math.min(most, end - offset);
      parts.add(packet.part(new Fragment(offset, length, moreAfter || offset + length < end)));
    }
    return parts;
  }

  /**
   * Returns the parts of a packet that was reassembled: its fragments as they came if all fit,
   * otherwise parts as long as allowed.
   *
   * @param mtu longest packet allowed in octets, at least 28
   */
  public static List<IpPacket> again(IpPacket packet, FragmentSizes came, int mtu) {
    return came.fit(packet, mtu)
        ? came.parts().stream().map(packet::part).toList()
        : cut(packet, mtu);
  }
}
