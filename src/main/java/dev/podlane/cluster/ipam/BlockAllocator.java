package dev.podlane.cluster.ipam;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cuts the pod network into blocks, one per node, as the node IPAM controller does (rules 1 to 5):
 * in rising order, skipping used blocks.
 */
final class BlockAllocator {
  private final Prefix whole;
  private final int length;

  /** Used ranges, joined where they overlap: last address by first. */
  private final TreeMap<Ip, Ip> used = new TreeMap<>();

  private Ip candidate;

  BlockAllocator(Prefix whole, int length) {
    this.whole = whole;
    this.length = length;
    this.candidate = whole.network();
  }

  /** Marks addresses that no block may contain (rule 4). */
  void occupy(Prefix block) {
    Ip from = block.network();
    Ip to = block.last();
    Map.Entry<Ip, Ip> before = used.floorEntry(to);
    while (before != null && before.getValue().compareTo(from) >= 0) {
      from = before.getKey().compareTo(from) < 0 ? before.getKey() : from;
      to = before.getValue().compareTo(to) > 0 ? before.getValue() : to;
      used.remove(before.getKey());
      before = used.floorEntry(to);
    }
    used.put(from, to);
  }

  /** The next free block; empty if the network is used up (rule 5). */
  Optional<Prefix> next() {
    while (whole.contains(candidate)) {
      Prefix block = Prefix.of(candidate, length);
      Map.Entry<Ip, Ip> clash = used.floorEntry(block.last());
      Ip end = block.last();
      boolean free = clash == null || clash.getValue().compareTo(block.network()) < 0;
      if (!free && clash != null && clash.getValue().compareTo(end) > 0) {
        end = Prefix.of(clash.getValue(), length).last();
      }
      Ip after = end.plus(1);
      candidate = after.compareTo(end) > 0 ? after : Ip.ANY;
      if (free) {
        occupy(block);
        return Optional.of(block);
      }
      if (candidate.equals(Ip.ANY)) {
        break;
      }
    }
    return Optional.empty();
  }
}
