package dev.podlane.net.route;

import dev.podlane.net.addr.Prefix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the first of many IPv4 rows that contains an address, with at most three steps.
 *
 * <p>A node of the first level has a slot for each value of the upper 16 bits, one of the second
 * and third level for each value of the next 8. Blocks below the first level exist only where a
 * prefix is longer than the level above can say (DIR-24-8 of Gupta, Lin and McKeown, 1998, with 16
 * bits first). If one /8 holds all prefixes longer than 16 bits, as the pods of large clusters do,
 * a table of its /24s takes the place of the second level, and two steps are enough there. All
 * nodes lie in one array: a slot holds the number of a row plus one, 0 for none, or where its block
 * begins, as a negative number.
 */
final class RouteIndex {
  private static final int ROOT = 1 << 16;
  private static final int TABLE = 1 << 16;
  private static final int BLOCK = 1 << 8;

  /** The number of blocks of 16 bits in use below which blocks are smaller than a table of all. */
  private static final int WORTH_A_TABLE = TABLE / BLOCK / 4;

  private static final int NOWHERE = -1;

  private final int[] slots;

  /** First octet of the /8 that has a table of its /24s behind the root. */
  private final int region;

  private RouteIndex(int[] slots, int region) {
    this.slots = slots;
    this.region = region;
  }

  /** The index of rows in the order they are tried: longest prefix first. */
  static RouteIndex of(List<Route> rows) {
    Builder builder = new Builder(region(rows));
    for (int at = rows.size() - 1; at >= 0; at--) {
      Prefix to = rows.get(at).destination();
      if (to.network().isV4()) {
        builder.put(to.network().v4Bits(), to.length(), at + 1);
      }
    }
    return new RouteIndex(Arrays.copyOf(builder.slots, builder.used), builder.region);
  }

  /** The /8 of all long prefixes, if there are enough of them in one. */
  private static int region(List<Route> rows) {
    Set<Integer> blocks = new HashSet<>();
    for (Route row : rows) {
      Prefix to = row.destination();
      if (to.network().isV4() && to.length() > 16) {
        blocks.add(to.network().v4Bits() >>> 16);
      }
    }
    Set<Integer> octets = new HashSet<>();
    blocks.forEach(block -> octets.add(block >>> 8));
    boolean isOne = octets.size() == 1 && blocks.size() >= WORTH_A_TABLE;
    return isOne ? octets.iterator().next() : NOWHERE;
  }

  /** Number of the first row that contains the address, -1 if there is none. */
  int first(int address) {
    int slot;
    if (address >>> 24 == region) {
      slot = slots[ROOT + (address >>> 8 & 0xffff)];
    } else {
      slot = slots[address >>> 16];
      if (slot < 0) {
        slot = slots[(address >>> 8 & 0xff) - slot];
      }
    }
    if (slot < 0) {
      slot = slots[(address & 0xff) - slot];
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
    private final int region;
    private int[] slots;
    private int used;

    Builder(int region) {
      this.region = region;
      this.used = region == NOWHERE ? ROOT : ROOT + TABLE;
      this.slots = new int[used];
    }

    void put(int network, int length, int value) {
      if (length <= 16) {
        fill(network >>> 16, 16 - length, value);
        if (length <= 8 ? isAround(network, length) : network >>> 24 == region) {
          int from = length <= 8 ? 0 : network >>> 8 & 0xffff;
          fill(ROOT + from, 24 - Math.max(8, length), value);
        }
        return;
      }
      int second =
          region == NOWHERE
              ? block(network >>> 16) + (network >>> 8 & 0xff)
              : ROOT + (network >>> 8 & 0xffff);
      if (length <= 24) {
        fill(second, 24 - length, value);
      } else {
        fill(block(second) + (network & 0xff), 32 - length, value);
      }
    }

    /** Returns true if a prefix of at most 8 bits holds the region. */
    private boolean isAround(int network, int length) {
      return region != NOWHERE && (length == 0 || (region << 24 ^ network) >>> (32 - length) == 0);
    }

    private void fill(int from, int freeBits, int value) {
      Arrays.fill(slots, from, from + (1 << freeBits), value);
    }

    /**
     * Returns the start of the block below a slot; a new block repeats the slot's value everywhere.
     */
    private int block(int slot) {
      int value = slots[slot];
      if (value < 0) {
        return -value;
      }
      int begin = used;
      used += BLOCK;
      if (used > slots.length) {
        slots = Arrays.copyOf(slots, slots.length + slots.length / 2);
      }
      Arrays.fill(slots, begin, used, value);
      slots[slot] = -begin;
      return begin;
    }
  }
}
