package dev.podlane.document.tree;

import dev.podlane.document.Entries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays of keys that many maps share: every pod's {@code metadata} has the same. */
public final class KeyArrays {
  private static final int SLOTS = 256;

  private final @Nullable String[][] slots = new String[SLOTS][];

  /** The keys of a range of an array, in an array that must not be changed. */
  public String[] shared(String[] keys, int from, int count) {
    int to = from + count;
    if (count > Entries.FEW) {
      return Arrays.copyOfRange(keys, from, to);
    }
    int hash = count;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + keys[i].hashCode();
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String[] known = slots[slot];
    if (known != null && Arrays.equals(known, 0, known.length, keys, from, to)) {
      return known;
    }
    String[] fresh = Arrays.copyOfRange(keys, from, to);
    slots[slot] = fresh;
    return fresh;
  }
}
