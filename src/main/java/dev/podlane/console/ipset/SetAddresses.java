package dev.podlane.console.ipset;

import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Addresses, blocks and ranges of addresses in entries of sets. */
final class SetAddresses {
  private SetAddresses() {}

  /** Addresses from a first to a last one. */
  record Span(Ip first, Ip last) {
    /** Number of addresses, no more than 2^32 of IPv4. */
    long count() {
      return last.low() - first.low() + 1;
    }
  }

  /** An address. */
  static Ip address(String name, boolean v6) {
    Optional<Ip> ip = Ip.tryParse(name).filter(each -> each.isV4() != v6);
    return ip.orElseThrow(
        () ->
            IpsetException.syntax(
                "cannot parse " + name + ": resolving to IPv" + (v6 ? 6 : 4) + " address failed"));
  }

  /** A block, which may be of one address. */
  static Prefix block(String word, boolean v6, boolean maybeAll) {
    int slash = word.indexOf('/');
    int most = v6 ? 128 : 32;
    Ip ip = address(slash < 0 ? word : word.substring(0, slash), v6);
    OptionalInt length =
        slash < 0 ? OptionalInt.of(most) : OptionNumbers.whole(word.substring(slash + 1), 0, most);
    if (length.isEmpty()) {
      throw IpsetException.syntax("'" + word.substring(slash + 1) + "' is out of range 0-" + most);
    }
    if (length.getAsInt() == 0 && !maybeAll) {
      throw IpsetException.refused("The value of the CIDR parameter of the IP address is invalid");
    }
    return Prefix.of(ip, length.getAsInt());
  }

  private static int dash(String word) {
    return word.indexOf('-');
  }

  /** A range or block of addresses; the ends may be exchanged. */
  static Span span(String word, boolean v6) {
    int dash = dash(word);
    if (dash < 0) {
      Prefix block = block(word, v6, false);
      return new Span(block.network(), block.last());
    }
    if (v6) {
      throw IpsetException.syntax("plain IP address must be supplied: " + word);
    }
    Ip one = address(word.substring(0, dash), v6);
    Ip other = address(word.substring(dash + 1), v6);
    return one.compareTo(other) <= 0 ? new Span(one, other) : new Span(other, one);
  }

  /** Every address of a range or block, as those of the set's netmask. */
  static List<Prefix> each(String word, boolean v6, int netmask, BlockRoom room) {
    Span span = span(word, v6);
    int bits = v6 ? 128 : 32;
    int length = netmask == 0 ? bits : netmask;
    if (v6) {
      if (!span.first().equals(span.last())) {
        throw IpsetException.syntax("plain IP address must be supplied: " + word);
      }
      return List.of(Prefix.host(Prefix.of(span.first(), length).network()));
    }
    long step = 1L << (bits - length);
    long from = Prefix.of(span.first(), length).network().low();
    long count = (span.last().low() - from) / step + 1;
    if (count > 1) {
      room.take(count);
    }
    List<Prefix> all = new ArrayList<>();
    for (long at = 0; at < count; at++) {
      all.add(Prefix.host(Ip.v4((int) (from + at * step))));
    }
    return all;
  }

  /** The largest blocks that make up a range; a block itself (ip_set_range_to_cidr). */
  static List<Prefix> blocks(String word, boolean v6, boolean maybeAll) {
    if (dash(word) < 0) {
      return List.of(block(word, v6, maybeAll));
    }
    Span span = span(word, v6);
    List<Prefix> all = new ArrayList<>();
    long from = span.first().low();
    long to = span.last().low();
    while (from <= to) {
      int length = 32;
      while (length > 1 && isBlock(from, length - 1, to)) {
        length--;
      }
      all.add(new Prefix(Ip.v4((int) from), length));
      from += 1L << (32 - length);
    }
    return all;
  }

  private static boolean isBlock(long from, int length, long to) {
    long size = 1L << (32 - length);
    return from % size == 0 && from + size - 1 <= to;
  }
}
