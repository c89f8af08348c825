package dev.podlane.console.ipset;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of addresses that blocks added to address sets may still expand to; without a limit, a
 * short line could make a great many entries. Not thread-safe.
 */
public final class BlockRoom {
  /** The limit for all blocks together: four full sets of the kernel's default size. */
  private static final int MOST = 4 * 65_536;

  private final AtomicInteger left = new AtomicInteger(MOST);

  /**
   * Takes the room for a block of that many addresses.
   *
   * @throws IpsetException if that are too many
   */
  void take(long addresses) {
    if (addresses > left.get()) {
      throw IpsetException.syntax("podlane: blocks of more than " + MOST + " addresses in all");
    }
    left.addAndGet((int) -addresses);
  }
}
