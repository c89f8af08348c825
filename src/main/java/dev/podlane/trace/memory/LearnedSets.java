package dev.podlane.trace.memory;

import dev.podlane.net.filter.SetKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The elements that sets of nftables have learned from packets ({@code add @set}, {@code
 * update @set}).
 */
public final class LearnedSets {
  /** So many keys of all sets are remembered at most; a set of the kernel has 65,535. */
  private static final int MOST = 65_535;

  private final Map<Key, Long> until = new LinkedHashMap<>();

  private record Key(String namespace, SetKey key) {}

  LearnedSets copy() {
    LearnedSets copy = new LearnedSets();
    copy.until.putAll(until);
    return copy;
  }

  /** Returns true if a set has a key at a moment, in milliseconds of virtual time. */
  public boolean has(String namespace, SetKey key, long now) {
    Long end = until.get(new Key(namespace, key));
    return end != null && end > now;
  }

  /**
   * Enters a key.
   *
   * @param millis time for which it stays, 0 for ever
   * @param refreshes true if one that is known stays so long again
   */
  public void learn(String namespace, SetKey key, long millis, boolean refreshes, long now) {
    Key entry = new Key(namespace, key);
    boolean isKnown = has(namespace, key, now);
    if ((isKnown && !refreshes) || (!isKnown && until.size() >= MOST)) {
      return;
    }
    until.put(entry, millis == 0 ? Long.MAX_VALUE : now + millis);
  }

  /** Takes a key out. */
  public void forget(String namespace, SetKey key) {
    until.remove(new Key(namespace, key));
  }
}
