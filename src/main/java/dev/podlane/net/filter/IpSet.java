package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.shared.DeferredList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A set of addresses and ports (ipset(8)); a large one gets an index on first lookup. */
public final class IpSet {
  /** The largest number of entries that are searched one by one. */
  private static final int FEW = 16;

  /** More than the bits of an address. */
  private static final int ADDRESS_BITS = 256;

  private final String name;
  private final Type type;
  private final SetOptions options;
  private final List<Entry> entries;

  // Follows from the entries alone: a race costs time, never an answer.
  private @Nullable IpSetIndex index;

  /** A part of an entry. */
  public enum Part {
    ADDRESS,
    BLOCK,
    PORT,
    DEVICE,
    MARK,
    SET
  }

  /** Kinds of sets. */
  public enum Type {
    HASH_IP("hash:ip", 6, Part.ADDRESS),
    HASH_NET("hash:net", 7, Part.BLOCK),
    HASH_IP_PORT("hash:ip,port", 7, Part.ADDRESS, Part.PORT),
    HASH_NET_PORT("hash:net,port", 8, Part.BLOCK, Part.PORT),
    HASH_IP_PORT_IP("hash:ip,port,ip", 6, Part.ADDRESS, Part.PORT, Part.ADDRESS),
    HASH_IP_PORT_NET("hash:ip,port,net", 8, Part.ADDRESS, Part.PORT, Part.BLOCK),
    HASH_NET_NET("hash:net,net", 4, Part.BLOCK, Part.BLOCK),
    HASH_NET_PORT_NET("hash:net,port,net", 3, Part.BLOCK, Part.PORT, Part.BLOCK),
    HASH_NET_IFACE("hash:net,iface", 8, Part.BLOCK, Part.DEVICE),
    HASH_IP_MARK("hash:ip,mark", 3, Part.ADDRESS, Part.MARK),
    BITMAP_IP("bitmap:ip", 3, Part.ADDRESS),
    BITMAP_PORT("bitmap:port", 3, Part.PORT),
    LIST_SET("list:set", 3, Part.SET);

    private final String text;
    private final int revision;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<Part> parts;

    Type(String text, int revision, Part... parts) {
      this.text = text;
      this.revision = revision;
      this.parts = List.of(parts);
    }

    /** The name {@code ipset create} takes. */
    public String text() {
      return text;
    }

    /** Revision of the type in Linux 6.18. */
    public int revision() {
      return revision;
    }

    /** The parts that an entry has. */
    public List<Part> parts() {
      return parts;
    }

    /** Returns the number of parts that an entry has. */
    public int dimensions() {
      return parts.size();
    }

    /** Returns true if it is a hash. */
    public boolean isHash() {
      return text.startsWith("hash:");
    }

    /** Returns true if entries can be exceptions from wider ones. */
    public boolean hasBlocks() {
      return parts.contains(Part.BLOCK);
    }
  }

  /**
   * An entry; parts that the type does not use are absent.
   *
   * @param first first address part
   * @param protocol IP protocol number of the port part
   * @param port port part, or type and code of an ICMP message as 256 times the type and the code;
   *     -1 if there is none
   * @param second second address part
   * @param nomatch true if the entry excludes its addresses from a wider entry
   * @param word device ({@code physdev:} in front of a port of a bridge), name of a set, or mark in
   *     hexadecimal; empty if there is none
   * @param wildcard true if all devices are meant whose names begin so
   * @param extras the rest
   */
  public record Entry(
      @Nullable Prefix first,
      int protocol,
      int port,
      @Nullable Prefix second,
      boolean nomatch,
      String word,
      boolean wildcard,
      SetExtras extras) {
    /** An entry of addresses and ports; port 0 means that there is none. */
    public Entry(
        @Nullable Prefix first, int protocol, int port, @Nullable Prefix second, boolean nomatch) {
      this(first, protocol, port > 0 ? port : -1, second, nomatch, "", false, SetExtras.NONE);
    }

    /** Returns a copy with other extras. */
    public Entry with(SetExtras other) {
      return new Entry(first, protocol, port, second, nomatch, word, wildcard, other);
    }

    /** Returns a copy with another word. */
    public Entry named(String other) {
      return new Entry(first, protocol, port, second, nomatch, other, wildcard, extras);
    }

    /** The parts by which the kernel tells entries apart. */
    public Entry key() {
      return new Entry(first, protocol, port, second, false, word, wildcard, SetExtras.NONE);
    }

    boolean holds(Ip address, Ip other, int toProtocol, int toPort) {
      return holds(new Key(address, other, toProtocol, toPort, ""));
    }

    boolean holds(Key asked) {
      return (first == null || first.contains(asked.address()))
          && (port < 0 || (port == asked.port() && (protocol == 0 || protocol == asked.protocol())))
          && (second == null || second.contains(asked.other()))
          && (word.isEmpty()
              || (wildcard ? asked.word().startsWith(word) : word.equals(asked.word())));
    }

    /** Entries of longer blocks come first; the first block counts more than the second. */
    int length() {
      int wide = first == null ? 0 : first.length();
      return wide * ADDRESS_BITS + (second == null ? 0 : second.length());
    }
  }

  /** The values of a packet that are looked up. */
  record Key(Ip address, Ip other, int protocol, int port, String word) {}

  /**
   * A set with options.
   *
   * @param name at most 31 characters
   * @param type type of the entries
   * @param options options of its creation
   * @param entries in the order they were added; a {@link DeferredList} is not read before it is
   *     needed
   */
  public IpSet(String name, Type type, SetOptions options, List<Entry> entries) {
    this.name = name;
    this.type = type;
    this.options = options;
    this.entries = entries instanceof DeferredList<Entry> ? entries : List.copyOf(entries);
  }

  /** A set of which nothing more was said. */
  public IpSet(String name, Type type, List<Entry> entries) {
    this(name, type, SetOptions.DEFAULT, entries);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Returns the type of the entries. */
  public Type type() {
    return type;
  }

  /** The options of its creation. */
  public SetOptions options() {
    return options;
  }

  /** Its entries in the order they were added. */
  public List<Entry> entries() {
    return entries;
  }

  /** This set with other entries. */
  public IpSet with(List<Entry> now) {
    return new IpSet(name, type, options, now);
  }

  /** The entry by which a packet is in the set; the longest matching one decides. */
  Optional<Entry> find(SetQuestion asked) {
    if (asked.sources().size() < type.dimensions()
        || options.v6() == asked.packet().source().isV4()) {
      return Optional.empty();
    }
    if (type == Type.LIST_SET) {
      return entries.stream()
          .filter(entry -> entry.extras().isThere(asked.now()))
          .filter(entry -> isIn(asked.others().apply(entry.word()), asked))
          .findFirst();
    }
    if (type.parts().contains(Part.PORT) && !asked.packet().showsSegment()) {
      return Optional.empty();
    }
    Key key = key(asked);
    Entry best =
        entries.size() <= FEW ? longest(key, asked.now()) : index().longest(key, asked.now());
    return best != null && !best.nomatch() ? Optional.of(best) : Optional.empty();
  }

  private static boolean isIn(@Nullable IpSet member, SetQuestion asked) {
    return member != null && member.type != Type.LIST_SET && member.find(asked).isPresent();
  }

  private Key key(SetQuestion asked) {
    Ip address = asked.address(0);
    Ip other = asked.address(type.dimensions() - 1);
    String word = "";
    int port = -1;
    for (int at = 0; at < type.dimensions(); at++) {
      switch (type.parts().get(at)) {
        case PORT -> port = asked.port(at);
        case DEVICE -> word = asked.device(at);
        case MARK -> word = mark(asked.mark() & options.markMask());
        default -> {}
      }
    }
    Ip masked = options.netmask() == 0 ? address : Prefix.of(address, options.netmask()).network();
    return new Key(masked, other, asked.packet().segment().protocol(), port, word);
  }

  /** A mark as entries have it. */
  public static String mark(int bits) {
    return String.format(Locale.ROOT, "0x%08x", bits);
  }

  private @Nullable Entry longest(Key key, long now) {
    Entry best = null;
    for (Entry entry : entries) {
      boolean longer = best == null || entry.length() > best.length();
      if (longer && entry.extras().isThere(now) && entry.holds(key)) {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpSet set
        && name.equals(set.name)
        && type == set.type
        && options.equals(set.options)
        && entries.equals(set.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, options, entries);
  }

  @Override
  public String toString() {
    return "IpSet[" + name + ", " + type + ", " + options + ", " + entries + "]";
  }
}
