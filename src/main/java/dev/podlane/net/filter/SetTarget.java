package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.packet.IpPacket;
import java.util.List;

/**
 * A set that {@code -j SET} changes (net/netfilter/xt_set.c).
 *
 * @param set name of the set
 * @param sources for each dimension of the set true if the packet's source is entered
 * @param adds true to add, false to take out
 * @param millis time for which an entry stays, 0 for ever
 * @param refreshes true if an entry that is there stays so long again
 */
public record SetTarget(
    String set, List<Boolean> sources, boolean adds, long millis, boolean refreshes) {
  public SetTarget {
    sources = List.copyOf(sources);
  }

  void change(PacketAtHook subject) {
    IpSet known = subject.around().set(set);
    if (known == null) {
      return;
    }
    IpSet.Type type = known.type();
    boolean hasPort = type != IpSet.Type.HASH_IP && type != IpSet.Type.HASH_NET;
    IpPacket packet = subject.packet();
    if (hasPort && !packet.showsSegment()) {
      return;
    }
    int portAt = type == IpSet.Type.BITMAP_PORT ? 0 : 1;
    boolean fromSource = isSource(portAt);
    int port = fromSource ? packet.segment().sourcePort() : packet.segment().destinationPort();
    IpSet.Entry entry =
        new IpSet.Entry(
            type == IpSet.Type.BITMAP_PORT ? null : host(packet, 0),
            hasPort && type != IpSet.Type.BITMAP_PORT ? packet.segment().protocol() : 0,
            hasPort ? port : 0,
            type.dimensions() == 3 ? host(packet, 2) : null,
            false);
    subject.around().change(new IpSetChange(set, entry, adds, millis, refreshes));
  }

  private Prefix host(IpPacket packet, int dimension) {
    Ip address = isSource(dimension) ? packet.source() : packet.destination();
    return Prefix.of(address, address.family().bits());
  }

  private boolean isSource(int dimension) {
    return dimension < sources.size() && sources.get(dimension);
  }
}
