package dev.podlane.cluster.policy.classes;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/** The first and the last address of pods. Changed by one thread until it is read. */
final class AddressSpan {
  private @Nullable Ip first;
  private @Nullable Ip last;

  void add(Ip address) {
    first = first == null || address.compareTo(first) < 0 ? address : first;
    last = last == null || address.compareTo(last) > 0 ? address : last;
  }

  /**
   * Tells if all of it is in a block, or nothing of it.
   *
   * @return null if that cannot be told by both ends
   */
  @Nullable Boolean isIn(Atom.Block block) {
    Ip from = first;
    Ip to = last;
    if (from == null || to == null || isApart(block.cidr(), from, to)) {
      return false;
    }
    for (Prefix each : block.except()) {
      if (each.contains(from) && each.contains(to)) {
        return false;
      }
      if (!isApart(each, from, to)) {
        return null;
      }
    }
    boolean holdsBoth = block.cidr().contains(from) && block.cidr().contains(to);
    return holdsBoth ? true : null;
  }

  private static boolean isApart(Prefix block, Ip first, Ip last) {
    return block.last().compareTo(first) < 0 || block.network().compareTo(last) > 0;
  }
}
