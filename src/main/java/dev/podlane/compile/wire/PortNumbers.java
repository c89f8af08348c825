package dev.podlane.compile.wire;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Interface indexes of a bridge's ports. A station's follows from its address, so that adding or
 * removing another moves none: its place in the block, counted from the last index that is in use.
 * Stations without an address of the block, or with one that is taken, come behind the block in
 * their order.
 */
public final class PortNumbers {
  /** The number of indexes for a block; of larger blocks only the first part gives indexes. */
  private static final int MOST = 1 << 20;

  private final int last;
  private final @Nullable Prefix block;
  private final int size;
  private final BitSet taken = new BitSet();
  private int behind;

  /**
   * Numbers of the ports of one bridge.
   *
   * @param last the highest index that is in use
   * @param block block whose addresses give indexes; null if none do
   */
  public PortNumbers(int last, @Nullable Prefix block) {
    int bits = block == null ? 0 : block.network().family().bits() - block.length();
    this.last = last;
    this.block = block;
    this.size = bits >= 20 ? MOST : 1 << bits;
  }

  /** The index of the next station. */
  public int next(@Nullable Ip address) {
    if (address != null && block != null && block.contains(address)) {
      long place = address.low() - block.network().low();
      if (place > 0 && place < size && !taken.get((int) place)) {
        taken.set((int) place);
        return last + (int) place;
      }
    }
    return last + size + behind++;
  }
}
