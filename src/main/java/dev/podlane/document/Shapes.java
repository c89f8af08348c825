package dev.podlane.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays of keys that many maps share: every pod's {@code metadata} has the same. */
final class Shapes {
  private static final int SLOTS = 256;

  private final @Nullable String[][] slots = new String[SLOTS][];

  String[] shared(String[] keys, int count) {
    if (count > Entries.FEW) {
      return Arrays.copyOf(keys, count);
    }
    int hash = count;
    for (int i = 0; i < count; i++) {
      hash = 31 * hash + keys[i].hashCode();
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String[] known = slots[slot];
    if (known != null && Arrays.equals(known, 0, known.length, keys, 0, count)) {
      return known;
    }
    String[] fresh = Arrays.copyOf(keys, count);
    slots[slot] = fresh;
    return fresh;
  }
}
