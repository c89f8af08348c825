package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of addresses and ports (ipset(8)).
 *
 * @param name at most 31 characters
 * @param type what its entries are made of
 * @param entries in the order they were added
 */
public record IpSet(String name, Type type, List<Entry> entries) {
  /** Kinds of sets. */
  public enum Type {
    HASH_IP("hash:ip", 1),
    HASH_NET("hash:net", 1),
    HASH_IP_PORT("hash:ip,port", 2),
    HASH_NET_PORT("hash:net,port", 2),
    HASH_IP_PORT_IP("hash:ip,port,ip", 3),
    HASH_IP_PORT_NET("hash:ip,port,net", 3),
    BITMAP_PORT("bitmap:port", 1);

    private final String text;
    private final int dimensions;

    Type(String text, int dimensions) {
      this.text = text;
      this.dimensions = dimensions;
    }

    /** The name {@code ipset create} takes. */
    public String text() {
      return text;
    }

    /** How many parts an entry has. */
    public int dimensions() {
      return dimensions;
    }
  }

  /**
   * An entry; what the type has no use for is absent.
   *
   * @param first first address part
   * @param protocol IP protocol number of the port part
   * @param port port part
   * @param second second address part
   * @param nomatch whether it takes its addresses out of a wider entry
   */
  public record Entry(
      @Nullable Prefix first, int protocol, int port, @Nullable Prefix second, boolean nomatch) {
    private boolean holds(Ip address, Ip other, int toProtocol, int toPort) {
      boolean hasPort = port > 0;
      return (first == null || first.contains(address))
          && (!hasPort || (port == toPort && (protocol == 0 || protocol == toProtocol)))
          && (second == null || second.contains(other));
    }

    private int length() {
      return (first == null ? 0 : first.length()) + (second == null ? 0 : second.length());
    }
  }

  public IpSet {
    entries = List.copyOf(entries);
  }

  /**
   * Whether the packet's addresses are in the set; the longest entry decides.
   *
   * @param sources for each dimension whether the packet's source is taken, else its destination
   */
  public boolean contains(IpPacket packet, List<Boolean> sources) {
    boolean first = isSource(sources, 0);
    boolean portSide = isSource(sources, type == Type.BITMAP_PORT ? 0 : 1);
    boolean second = isSource(sources, 2);
    boolean hasPorts = type != Type.HASH_IP && type != Type.HASH_NET;
    if (hasPorts && !packet.showsSegment()) {
      return false;
    }
    Ip address = first ? packet.source() : packet.destination();
    Ip other = second ? packet.source() : packet.destination();
    int port = portSide ? packet.segment().sourcePort() : packet.segment().destinationPort();
    Entry best = null;
    for (Entry entry : entries) {
      boolean longer = best == null || entry.length() > best.length();
      if (longer && entry.holds(address, other, packet.segment().protocol(), port)) {
        best = entry;
      }
    }
    return best != null && !best.nomatch();
  }

  private static boolean isSource(List<Boolean> sources, int dimension) {
    return dimension < sources.size() && sources.get(dimension);
  }
}
