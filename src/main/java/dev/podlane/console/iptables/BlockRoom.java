package dev.podlane.console.iptables;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many addresses the blocks may stand for that are added to sets of addresses: a short line can
 * make very many entries. Not safe for use by several threads.
 */
public final class BlockRoom {
  /** Of all blocks together; four full sets as the kernel makes them by default. */
  private static final int MOST = 4 * 65_536;

  private final AtomicInteger left = new AtomicInteger(MOST);

  /**
   * A block of so many addresses is added.
   *
   * @throws IpsetException if that are too many
   */
  void take(int addresses) {
    if (addresses > left.get()) {
      throw IpsetException.syntax("podlane: blocks of more than " + MOST + " addresses in all");
    }
    left.addAndGet(-addresses);
  }
}
