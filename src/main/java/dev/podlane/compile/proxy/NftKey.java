package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.shared.HashIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of an element about a port of a Service: an address, a protocol and port, or all three.
 *
 * @param address null if the set has no address
 * @param protocol null if the set has neither protocol nor port
 * @param port only used with a protocol
 */
record NftKey(@Nullable Ip address, @Nullable Protocol protocol, int port) {
  /** A hash that {@link #hash(List)} gives for its values, too. */
  long hash() {
    long hash = address == null ? 0 : HashIndex.hash(0, address.low());
    return protocol == null ? hash : HashIndex.hash(HashIndex.hash(hash, protocol.number()), port);
  }

  /** A hash of the values of a key. */
  static long hash(List<Datum> key) {
    long hash = 0;
    for (Datum each : key) {
      hash = HashIndex.hash(hash, each.low());
    }
    return hash;
  }

  /** Returns true if these are its values. */
  boolean is(List<Datum> key) {
    int size = (address == null ? 0 : 1) + (protocol == null ? 0 : 2);
    boolean hasAddress = address == null || key.get(0).equals(Datum.of(address));
    return key.size() == size
        && hasAddress
        && (protocol == null
            || (isNumber(key.get(size - 2), protocol.number())
                && isNumber(key.get(size - 1), port)));
  }

  private static boolean isNumber(Datum datum, int number) {
    return datum.high() == 0 && datum.low() == number;
  }

  /** As an element has it. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>(3);
    if (address != null) {
      spans.add(Span.of(Datum.of(address)));
    }
    if (protocol != null) {
      spans.add(Span.of(Datum.of(protocol.number())));
      spans.add(Span.of(Datum.of(port)));
    }
    return spans;
  }
}
