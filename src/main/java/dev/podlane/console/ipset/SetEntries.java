package dev.podlane.console.ipset;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.IpSet.Part;
import dev.podlane.net.filter.SetExtras;
import dev.podlane.net.filter.SetOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the entries that a word of ipset stands for. */
final class SetEntries {
  private static final int LONGEST_DEVICE = 15;
  private static final String PHYSICAL = "physdev:";

  private final IpSet.Type type;
  private final SetOptions options;
  private final BlockRoom room;
  private List<Prefix> first = new ArrayList<>();
  private List<Prefix> second = new ArrayList<>();
  private SetPorts.@Nullable Span ports;
  private String word = "";

  private SetEntries(IpSet.Type type, SetOptions options, BlockRoom room) {
    this.type = type;
    this.options = options;
    this.room = room;
  }

  /** The entries: several, where ranges and blocks are given to a set of addresses and ports. */
  static List<Entry> read(
      IpSet.Type type, SetOptions options, String text, EntryOptions rest, BlockRoom room) {
    SetEntries reader = new SetEntries(type, options, room);
    List<String> parts = parts(type, text);
    for (int at = 0; at < parts.size(); at++) {
      reader.part(at, parts.get(at));
    }
    return reader.all(rest);
  }

  private static List<String> parts(IpSet.Type type, String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (parts.size() < type.dimensions()) {
      String missing = parts.size() == 1 ? "Second" : "Third";
      throw IpsetException.syntax(missing + " element is missing from " + text + ".");
    }
    if (parts.size() > type.dimensions()) {
      throw IpsetException.syntax(
          "Elem separator in " + text + ", but settype " + type.text() + " supports none.");
    }
    return parts;
  }

  private void part(int at, String text) {
    switch (type.parts().get(at)) {
      case ADDRESS -> {
        List<Prefix> all =
            at == 0
                ? SetAddresses.each(text, options.v6(), options.netmask(), room)
                : List.of(single(text));
        addresses(at, all);
      }
      case BLOCK -> {
        boolean maybeAll = type == IpSet.Type.HASH_NET_IFACE;
        addresses(at, SetAddresses.blocks(text, options.v6(), maybeAll));
      }
      case PORT -> ports(text);
      case DEVICE -> word = device(text);
      case MARK -> {
        long mark = SetWords.number(text, 0, 0xffff_ffffL, "0-4294967295");
        word = IpSet.mark((int) mark & options.markMask());
      }
      case SET -> word = text;
    }
  }

  private Prefix single(String text) {
    Prefix block = text.indexOf('-') < 0 ? SetAddresses.block(text, options.v6(), true) : null;
    if (block == null || block.length() < (options.v6() ? 128 : 32)) {
      throw IpsetException.syntax("plain IP address must be supplied: " + text);
    }
    return block;
  }

  private void addresses(int at, List<Prefix> all) {
    if (type.isHash() && type.parts().get(at) == Part.ADDRESS) {
      if (all.get(0).network().equals(Ip.ANY)) {
        throw IpsetException.refused("Null-valued element, cannot be stored in a hash type of set");
      }
    }
    if (type == IpSet.Type.BITMAP_IP) {
      checkRange(all);
    }
    if (at == 0) {
      first = all;
    } else {
      second = all;
    }
  }

  private void checkRange(List<Prefix> all) {
    int dash = options.range().indexOf('-');
    Ip from = Ip.parse(options.range().substring(0, dash));
    Ip to = Ip.parse(options.range().substring(dash + 1));
    for (Prefix each : all) {
      if (each.last().compareTo(from) < 0 || each.network().compareTo(to) > 0) {
        throw IpsetException.outOfRange();
      }
    }
  }

  private void ports(String text) {
    SetPorts.Span span = type == IpSet.Type.BITMAP_PORT ? ofBitmap(text) : SetPorts.read(text);
    if (span.last() > span.first()) {
      room.take(span.last() - span.first() + 1);
    }
    ports = span;
  }

  private SetPorts.Span ofBitmap(String text) {
    SetPorts.Span span = text.indexOf(':') < 0 ? SetPorts.span(text, "tcp") : SetPorts.read(text);
    SetPorts.Span room = SetPorts.span(options.range(), "tcp");
    if (span.first() < room.first() || span.last() > room.last()) {
      throw IpsetException.outOfRange();
    }
    return new SetPorts.Span(0, span.first(), span.last());
  }

  private static String device(String text) {
    String name = text.startsWith(PHYSICAL) ? text.substring(PHYSICAL.length()) : text;
    if (name.isEmpty() || name.length() > LONGEST_DEVICE) {
      throw IpsetException.syntax("interface name '" + name + "' is longer than 15 characters");
    }
    return text;
  }

  private List<Entry> all(EntryOptions rest) {
    List<@Nullable Prefix> firsts = new ArrayList<>(first);
    List<@Nullable Prefix> seconds = new ArrayList<>(second);
    if (firsts.isEmpty()) {
      firsts.add(null);
    }
    if (seconds.isEmpty()) {
      seconds.add(null);
    }
    int from = ports == null ? -1 : ports.first();
    int to = ports == null ? -1 : ports.last();
    long count = (long) firsts.size() * seconds.size() * (to - from + 1);
    if (count > firsts.size() && count > 1) {
      room.take(count);
    }
    List<Entry> entries = new ArrayList<>();
    for (Prefix one : firsts) {
      for (int port = from; port <= to; port++) {
        for (Prefix other : seconds) {
          int protocol = ports == null ? 0 : ports.protocol();
          entries.add(
              new Entry(
                  one,
                  protocol,
                  port,
                  other,
                  rest.nomatch(),
                  word,
                  rest.wildcard(),
                  rest.extras()));
        }
      }
    }
    return entries;
  }

  /**
   * The options of an entry.
   *
   * @param nomatch true if it is an exception
   * @param wildcard true for all devices whose names begin so
   * @param extras the rest
   * @param before name of the set that it shall stand in front of; empty if none
   * @param after name of the set that it shall stand behind; empty if none
   */
  record EntryOptions(
      boolean nomatch, boolean wildcard, SetExtras extras, String before, String after) {}
}
