package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses of one block, handed out as the CNI plugin host-local does (rules 7, 8): from the
 * second address to the last but one, the gateway (the second) left out; the search starts after
 * the last one handed out and wraps.
 */
public final class HostLocal {
  private final Prefix block;
  private final Ip first;
  private final long usable;
  private final Set<Ip> taken = new HashSet<>();

  /** The number of taken addresses that count against the usable ones. */
  private long used;

  private long next;

  HostLocal(Prefix block) {
    this.block = block;
    first = block.network().plus(2);
    usable = usable(block);
  }

  /**
   * Returns the number of pods that can have an address of a block: 253 for a /24, 1 for a /30, 0
   * for a /31.
   */
  static long usable(Prefix block) {
    int hostBits = block.network().family().bits() - block.length();
    return block.length() > ClusterNetwork.LONGEST_BLOCK ? 0 : (1L << hostBits) - 3;
  }

  /** The bridge's address, the first of the block. */
  public static Ip gateway(Prefix block) {
    return block.network().plus(1);
  }

  /** Marks an address that a pod already has; the search goes on after the highest of them. */
  void reserve(Ip ip) {
    used += taken.add(ip) && isUsable(ip) ? 1 : 0;
    long offset = ip.low() - first.low();
    if (offset >= 0 && offset < usable) {
      next = Math.max(next, offset + 1);
    }
  }

  /** The next free address; empty if there is none ("no IP addresses available"). */
  Optional<Ip> next() {
    if (used >= usable) {
      return Optional.empty();
    }
    Optional<Ip> found =
        FreeAddress.next(block, next == 0 ? null : first.plus(next - 1), taken::contains);
    found.ifPresent(
        ip -> {
          taken.add(ip);
          used++;
          next = ip.low() - first.low() + 1;
        });
    return found;
  }

  /** Gives an address back; the search still goes on after the last one handed out. */
  void release(Ip ip) {
    used -= taken.remove(ip) && isUsable(ip) ? 1 : 0;
  }

  private boolean isUsable(Ip ip) {
    long offset = ip.low() - first.low();
    return offset >= 0 && offset < usable;
  }
}
