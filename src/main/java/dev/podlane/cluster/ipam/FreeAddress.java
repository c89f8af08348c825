package dev.podlane.cluster.ipam;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The search of the CNI plugin host-local for a free address (rules 7, 8). */
public final class FreeAddress {
  private FreeAddress() {}

  /**
   * The next free address of a block; empty if there is none.
   *
   * @param last the one handed out last, after which the search starts; null if none was
   * @param taken tells which are in use
   */
  public static Optional<Ip> next(Prefix block, @Nullable Ip last, Predicate<Ip> taken) {
    Ip first = block.network().plus(2);
    long usable = HostLocal.usable(block);
    long start = last == null ? 0 : last.low() - first.low() + 1;
    for (long tried = 0; tried < usable; tried++) {
      Ip ip = first.plus(Math.floorMod(start + tried, usable));
      if (!taken.test(ip)) {
        return Optional.of(ip);
      }
    }
    return Optional.empty();
  }
}
