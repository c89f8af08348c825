package dev.podlane.net.ns;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of a network by name, in the order they were made: an unmodifiable map that shares
 * what did not change. Replacing one of n namespaces copies two arrays, of {@value #WIDTH} and of n
 * / {@value #WIDTH} references; adding one copies all.
 */
final class Namespaces extends AbstractMap<String, NetworkNamespace> {
  private static final int WIDTH = 128;

  private final Map<String, Integer> positions;
  private final NetworkNamespace[][] blocks;

  private Namespaces(Map<String, Integer> positions, NetworkNamespace[][] blocks) {
    this.positions = positions;
    this.blocks = blocks;
  }

  static Namespaces copyOf(Map<String, NetworkNamespace> all) {
    if (all instanceof Namespaces same) {
      return same;
    }
    Map<String, Integer> positions = new HashMap<>(all.size() * 2);
    NetworkNamespace[][] blocks = new NetworkNamespace[(all.size() + WIDTH - 1) / WIDTH][];
    int at = 0;
    for (Map.Entry<String, NetworkNamespace> entry : all.entrySet()) {
      if (at % WIDTH == 0) {
        blocks[at / WIDTH] = new NetworkNamespace[Math.min(WIDTH, all.size() - at)];
      }
      blocks[at / WIDTH][at % WIDTH] = entry.getValue();
      positions.put(entry.getKey(), at++);
    }
    return new Namespaces(Collections.unmodifiableMap(positions), blocks);
  }

  /** These with one added at the end, or replaced where it is. */
  @SuppressWarnings("ReferenceEquality") // an equal one changes nothing either, but is slow to find
  Namespaces with(NetworkNamespace changed) {
    Integer at = positions.get(changed.name());
    if (at == null) {
      Map<String, NetworkNamespace> now = new LinkedHashMap<>(this);
      now.put(changed.name(), changed);
      return copyOf(now);
    }
    if (at(at) == changed) {
      return this;
    }
    NetworkNamespace[][] now = blocks.clone();
    now[at / WIDTH] = now[at / WIDTH].clone();
    now[at / WIDTH][at % WIDTH] = changed;
    return new Namespaces(positions, now);
  }

  /**
   * Names of those that are not the same object in the other map, in order; all names if one of the
   * maps has other names than the other.
   */
  @SuppressWarnings("ReferenceEquality") // other objects are what it is about
  Collection<String> changedSince(Namespaces before) {
    if (positions != before.positions) {
      return keySet();
    }
    List<String> changed = new ArrayList<>();
    for (int block = 0; block < blocks.length; block++) {
      for (int i = 0; blocks[block] != before.blocks[block] && i < blocks[block].length; i++) {
        if (blocks[block][i] != before.blocks[block][i]) {
          changed.add(blocks[block][i].name());
        }
      }
    }
    return changed;
  }

  private NetworkNamespace at(int position) {
    return blocks[position / WIDTH][position % WIDTH];
  }

  @Override
  public @Nullable NetworkNamespace get(@Nullable Object name) {
    Integer at = positions.get(name);
    return at == null ? null : at(at);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return positions.containsKey(name);
  }

  @Override
  public int size() {
    return positions.size();
  }

  /** Blocks that both share are equal without looking into them. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof Namespaces that && positions == that.positions) {
      for (int block = 0; block < blocks.length; block++) {
        if (blocks[block] != that.blocks[block]
            && !Arrays.equals(blocks[block], that.blocks[block])) {
          return false;
        }
      }
      return true;
    }
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, NetworkNamespace>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, NetworkNamespace>> iterator() {
        return Arrays.stream(blocks)
            .flatMap(Arrays::stream)
            .map(each -> Map.entry(each.name(), each))
            .iterator();
      }

      @Override
      public int size() {
        return Namespaces.this.size();
      }
    };
  }
}
