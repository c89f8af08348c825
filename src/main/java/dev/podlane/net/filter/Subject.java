package dev.podlane.net.filter;

import dev.podlane.net.packet.IpPacket;

/**
 * What a rule is held against: a packet at a hook. Names of devices are empty where there is none.
 *
 * @param packet the packet as it is now
 * @param in device it came in by; the bridge, for a bridged packet
 * @param out device it leaves by
 * @param portIn bridge port it came in by, if bridge netfilter has seen the packet
 * @param portOut bridge port it leaves by, for a bridged packet
 * @param mark netfilter mark
 * @param tracking what is known of its connection
 * @param around the namespace it is in
 */
public record Subject(
    IpPacket packet,
    String in,
    String out,
    String portIn,
    String portOut,
    int mark,
    Tracking tracking,
    Surroundings around) {
  /** The same with another mark. */
  Subject withMark(int now) {
    return new Subject(packet, in, out, portIn, portOut, now, tracking, around);
  }

  /** The same with another mark on its connection. */
  Subject withConnectionMark(int now) {
    Tracking marked =
        new Tracking(
            tracking.state(),
            tracking.reply(),
            tracking.sourceTranslated(),
            tracking.destinationTranslated(),
            now,
            tracking.origin());
    return new Subject(packet, in, out, portIn, portOut, mark, marked, around);
  }
}
