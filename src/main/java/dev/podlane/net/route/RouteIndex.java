package dev.podlane.net.route;

import dev.podlane.net.addr.Prefix;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the first of many IPv4 rows that contains an address, with at most three steps.
 *
 * <p>A node of the first level has a slot for each value of the upper 16 bits, one of the second
 * and third level for each value of the next 8. Blocks below the first level exist only where a
 * prefix is longer than the level above can say (DIR-24-8 of Gupta, Lin and McKeown, 1998, with 16
 * bits first). All nodes lie in one array: a slot holds the number of a row plus one, 0 for none,
 * or the complement of where its block begins.
 */
final class RouteIndex {
  private static final int ROOT = 1 << 16;
  private static final int BLOCK = 1 << 8;

  private final int[] slots;

  private RouteIndex(int[] slots) {
    this.slots = slots;
  }

  /** The index of rows in the order they are tried: longest prefix first. */
  static RouteIndex of(List<Route> rows) {
    Builder builder = new Builder();
    for (int at = rows.size() - 1; at >= 0; at--) {
      Prefix to = rows.get(at).destination();
      if (to.network().isV4()) {
        builder.put(to.network().v4Bits(), to.length(), at + 1);
      }
    }
    return new RouteIndex(Arrays.copyOf(builder.slots, builder.used));
  }

  /** Number of the first row that contains the address, -1 if there is none. */
  int first(int address) {
    int slot = slots[address >>> 16];
    if (slot < 0) {
      slot = slots[~slot + (address >>> 8 & 0xff)];
      if (slot < 0) {
        slot = slots[~slot + (address & 0xff)];
      }
    }
    return slot - 1;
  }

  /** Size in octets, headers aside. */
  long size() {
    return 4L * slots.length;
  }

  /**
   * Rows are put from the last to the first: a longer prefix overwrites shorter ones, and no block
   * is below a slot that is still to be overwritten.
   */
  private static final class Builder {
    private int[] slots = new int[ROOT];
    private int used = ROOT;

    void put(int network, int length, int value) {
      if (length <= 16) {
        fill(network >>> 16, 16 - length, value);
        return;
      }
      int second = block(network >>> 16) + (network >>> 8 & 0xff);
      if (length <= 24) {
        fill(second, 24 - length, value);
      } else {
        fill(block(second) + (network & 0xff), 32 - length, value);
      }
    }

    private void fill(int from, int freeBits, int value) {
      Arrays.fill(slots, from, from + (1 << freeBits), value);
    }

    /** Where the block below a slot begins; a new one says everywhere what the slot said. */
    private int block(int slot) {
      int value = slots[slot];
      if (value < 0) {
        return ~value;
      }
      int begin = used;
      used += BLOCK;
      if (used > slots.length) {
        slots = Arrays.copyOf(slots, slots.length + slots.length / 2);
      }
      Arrays.fill(slots, begin, used, value);
      slots[slot] = ~begin;
      return begin;
    }
  }
}
