package dev.podlane.console.iptables;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Entries of sets as ipset reads and prints them. */
final class SetEntries {
  private static final int MAX_PORT = 65_535;

  /** A block given to a set of addresses is all of them; of more than this it is refused. */
  private static final int SHORTEST = 16;

  private SetEntries() {}

  /** The entries a word stands for: several, where a block is given to a set of addresses. */
  static List<Entry> read(IpSet.Type type, String word, boolean nomatch, BlockRoom room) {
    String[] parts = word.split(",", -1);
    if (parts.length < type.dimensions()) {
      String missing = parts.length == 1 ? "Second" : "Third";
      throw IpsetException.syntax(missing + " element is missing from " + word + ".");
    }
    if (parts.length > type.dimensions()) {
      throw IpsetException.syntax("Elem separator in " + word + ", but settype supports none.");
    }
    if (type == IpSet.Type.BITMAP_PORT) {
      return List.of(new Entry(null, 0, port(parts[0].replaceFirst("^\\w+:", "")), null, false));
    }
    boolean ofNets = type == IpSet.Type.HASH_NET || type == IpSet.Type.HASH_NET_PORT;
    Prefix first = block(parts[0]);
    int protocol = parts.length > 1 ? protocol(parts[1]) : 0;
    int port = parts.length > 1 ? port(parts[1].substring(parts[1].indexOf(':') + 1)) : 0;
    Prefix second = parts.length > 2 ? block(parts[2]) : null;
    List<Entry> entries = new ArrayList<>();
    for (Prefix each : ofNets ? List.of(first) : addresses(first, room)) {
      entries.add(new Entry(each, protocol, port, second, nomatch));
    }
    return entries;
  }

  private static Prefix block(String word) {
    int slash = word.indexOf('/');
    String name = slash < 0 ? word : word.substring(0, slash);
    Optional<Ip> ip = Ip.tryParse(name).filter(Ip::isV4);
    OptionalInt length =
        slash < 0 ? OptionalInt.of(32) : Numbers.whole(word.substring(slash + 1), 1, 32);
    if (ip.isEmpty()) {
      throw IpsetException.syntax("cannot parse " + name + ": resolving to IPv4 address failed");
    }
    if (length.isEmpty()) {
      throw IpsetException.syntax("'" + word.substring(slash + 1) + "' is out of range 0-32");
    }
    return Prefix.of(ip.get(), length.getAsInt());
  }

  private static List<Prefix> addresses(Prefix block, BlockRoom room) {
    if (block.length() < SHORTEST) {
      throw IpsetException.syntax("podlane: a block of more than 65536 addresses");
    }
    if (block.length() < 32) {
      room.take(1 << (32 - block.length()));
    }
    List<Prefix> all = new ArrayList<>();
    for (int at = 0; at < 1 << (32 - block.length()); at++) {
      all.add(Prefix.host(block.network().plus(at)));
    }
    return all;
  }

  private static int protocol(String word) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? "tcp" : word.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "tcp", "6" -> Protocols.TCP;
      case "udp", "17" -> Protocols.UDP;
      case "sctp", "132" -> Protocols.SCTP;
      default -> throw IpsetException.syntax("cannot parse '" + name + "' as a protocol");
    };
  }

  private static int port(String word) {
    return Numbers.whole(word, 0, MAX_PORT)
        .orElseThrow(() -> IpsetException.syntax("cannot parse '" + word + "' as a TCP port"));
  }

  /** An entry as {@code ipset save} prints it. */
  static String text(IpSet.Type type, Entry entry) {
    if (type == IpSet.Type.BITMAP_PORT) {
      return "" + entry.port();
    }
    StringBuilder text = new StringBuilder(text(entry.first()));
    if (type.dimensions() > 1) {
      text.append(',').append(Protocols.name(entry.protocol())).append(':').append(entry.port());
    }
    if (type.dimensions() > 2) {
      text.append(',').append(text(entry.second()));
    }
    return text.append(entry.nomatch() ? " nomatch" : "").toString();
  }

  private static String text(@Nullable Prefix prefix) {
    if (prefix == null) {
      return "0.0.0.0/0";
    }
    return prefix.length() == 32 ? prefix.network().toString() : prefix.toString();
  }
}
