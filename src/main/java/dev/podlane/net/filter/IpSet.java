package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set of addresses and ports (ipset(8)); a large one has an index once it is asked. */
public final class IpSet {
  /** Up to so many entries are looked through one by one. */
  private static final int FEW = 16;

  private final String name;
  private final Type type;
  private final List<Entry> entries;

  // Follows from the entries alone: a race costs time, never an answer.
  private @Nullable IpSetIndex index;

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
    boolean holds(Ip address, Ip other, int toProtocol, int toPort) {
      boolean hasPort = port > 0;
      return (first == null || first.contains(address))
          && (!hasPort || (port == toPort && (protocol == 0 || protocol == toProtocol)))
          && (second == null || second.contains(other));
    }

    int length() {
      return (first == null ? 0 : first.length()) + (second == null ? 0 : second.length());
    }
  }

  /**
   * A set.
   *
   * @param name at most 31 characters
   * @param type what its entries are made of
   * @param entries in the order they were added
   */
  public IpSet(String name, Type type, List<Entry> entries) {
    this.name = name;
    this.type = type;
    this.entries = List.copyOf(entries);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What its entries are made of. */
  public Type type() {
    return type;
  }

  /** Its entries in the order they were added. */
  public List<Entry> entries() {
    return entries;
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
    int protocol = packet.segment().protocol();
    Entry best =
        entries.size() <= FEW
            ? longest(address, other, protocol, port)
            : index().longest(address, other, protocol, port);
    return best != null && !best.nomatch();
  }

  private @Nullable Entry longest(Ip address, Ip other, int protocol, int port) {
    Entry best = null;
    for (Entry entry : entries) {
      boolean longer = best == null || entry.length() > best.length();
      if (longer && entry.holds(address, other, protocol, port)) {
        best = entry;
      }
    }
    return best;
  }

  private IpSetIndex index() {
    IpSetIndex known = index;
    if (known == null) {
      known = new IpSetIndex(entries);
      index = known;
    }
    return known;
  }

  private static boolean isSource(List<Boolean> sources, int dimension) {
    return dimension < sources.size() && sources.get(dimension);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpSet set
        && name.equals(set.name)
        && type == set.type
        && entries.equals(set.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, entries);
  }

  @Override
  public String toString() {
    return "IpSet[" + name + ", " + type + ", " + entries + "]";
  }
}
