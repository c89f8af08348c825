package dev.podlane.time.state;

import dev.podlane.cluster.ipam.FreeAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * The addresses of a node's block, given out as host-local does (rules 7, 8): the search starts
 * after the one given out last and wraps, so that an address rests before it is given out again.
 *
 * @param block the block
 * @param last the one given out last; null if none was
 * @param taken those that pods have
 */
public record AddressPool(Prefix block, @Nullable Ip last, PSet<Ip> taken) {
  /** A pool of which nothing has been given out. */
  public static AddressPool of(Prefix block) {
    return new AddressPool(block, null, HashTreePSet.empty());
  }

  /** The next free address; empty if there is none. */
  public Optional<Ip> next() {
    return FreeAddress.next(block, last, taken::contains);
  }

  /** An address was given out. */
  public AddressPool taking(Ip ip) {
    return new AddressPool(block, ip, taken.plus(ip));
  }

  /** An address was given back. */
  public AddressPool releasing(Ip ip) {
    return new AddressPool(block, last, taken.minus(ip));
  }

  /** A pod has this address already; the search goes on after the highest of them. */
  public AddressPool holding(Ip ip) {
    boolean higher = block.contains(ip) && (last == null || ip.compareTo(last) > 0);
    return new AddressPool(block, higher ? ip : last, taken.plus(ip));
  }
}
