package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.packet.IpPacket;
import org.jspecify.annotations.Nullable;

/**
 * A packet at a hook, as rules see it. Device names are empty where there is no device.
 *
 * @param packet the packet as it is now
 * @param in device it came in by; the bridge, for a bridged packet
 * @param out device it leaves by
 * @param portIn bridge port it came in by, if bridge netfilter has seen the packet
 * @param portOut bridge port it leaves by, for a bridged packet
 * @param mark netfilter mark
 * @param tracking state of its connection
 * @param around the namespace it is in
 * @param link header of the link it arrived with
 */
public record PacketAtHook(
    IpPacket packet,
    String in,
    String out,
    String portIn,
    String portOut,
    int mark,
    Tracking tracking,
    MatchContext around,
    LinkHeader link) {
  /** A packet that was made here. */
  public PacketAtHook(
      IpPacket packet,
      String in,
      String out,
      String portIn,
      String portOut,
      int mark,
      Tracking tracking,
      MatchContext around) {
    this(packet, in, out, portIn, portOut, mark, tracking, around, LinkHeader.NONE);
  }

  /** Returns a copy with changed headers. */
  PacketAtHook with(IpPacket now) {
    return new PacketAtHook(now, in, out, portIn, portOut, mark, tracking, around, link);
  }

  /** Returns a copy in other surroundings. */
  PacketAtHook in(MatchContext other) {
    return new PacketAtHook(packet, in, out, portIn, portOut, mark, tracking, other, link);
  }

  /** Returns a copy with another mark. */
  PacketAtHook withMark(int now) {
    return new PacketAtHook(packet, in, out, portIn, portOut, now, tracking, around, link);
  }

  /** Returns a copy with another mark on its connection. */
  PacketAtHook withConnectionMark(int now) {
    return tracked(now, tracking.connection());
  }

  /**
   * Returns a copy with other labels on its connection; one without a connection stays as it is.
   */
  PacketAtHook withConnectionLabels(Datum now) {
    TrackedConnection connection = tracking.connection();
    return connection == null ? this : tracked(tracking.mark(), connection.labelled(now));
  }

  private PacketAtHook tracked(int connectionMark, @Nullable TrackedConnection connection) {
    Tracking now =
        new Tracking(
            tracking.state(),
            tracking.reply(),
            tracking.sourceTranslated(),
            tracking.destinationTranslated(),
            connectionMark,
            tracking.origin(),
            connection);
    return new PacketAtHook(packet, in, out, portIn, portOut, mark, now, around, link);
  }
}
