package dev.podlane.net.filter;

import org.jspecify.annotations.Nullable;

/**
 * The options with which a set of ipset was created.
 *
 * @param v6 true if its addresses are of IPv6; it then holds no packet of IPv4
 * @param hashSize buckets that a hash begins with
 * @param maxElements most entries that a hash may have
 * @param netmask length of the blocks that stand for their addresses; 0 if every address is its own
 * @param markMask bits of a mark that count
 * @param range addresses or ports that a bitmap has room for, as {@code first-last}; empty for
 *     others
 * @param size entries that a list has room for at first; 0 for others
 * @param timeout seconds for which an entry stays if it does not say so itself, 0 for ever; -1 if
 *     entries do not time out
 * @param counters true if packets are counted by entry
 * @param comments true if entries may have comments
 * @param skbInfo true if entries may say what becomes of a packet's mark, priority and queue
 * @param forceAdd true if an entry takes the place of another once the set is full
 * @param bucketSize most entries of a bucket; 0 if it was not told
 * @param initval seed of the hash, as it was told; null if it was not
 */
public record SetOptions(
    boolean v6,
    long hashSize,
    long maxElements,
    int netmask,
    int markMask,
    String range,
    int size,
    long timeout,
    boolean counters,
    boolean comments,
    boolean skbInfo,
    boolean forceAdd,
    int bucketSize,
    @Nullable String initval) {
  /** Those of a set of which nothing was said. */
  public static final SetOptions DEFAULT =
      new SetOptions(false, 1024, 65_536, 0, -1, "", 0, -1, false, false, false, false, 0, null);

  /** Returns true if entries time out. */
  public boolean timesOut() {
    return timeout >= 0;
  }
}
