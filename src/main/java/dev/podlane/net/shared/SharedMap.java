package dev.podlane.net.shared;

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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Things by name, in the order they were made: an unmodifiable map that shares what did not change.
 * Replacing one of n copies two arrays, of {@value #WIDTH} and of n / {@value #WIDTH} references;
 * adding or removing one copies all.
 *
 * @param <V> of the things
 */
public final class SharedMap<V extends Named> extends AbstractMap<String, V> {
  private static final int WIDTH = 128;

  private final Map<String, Integer> positions;
  private final Object[][] blocks;

  private SharedMap(Map<String, Integer> positions, Object[][] blocks) {
    this.positions = positions;
    this.blocks = blocks;
  }

  /** These things in their order; each stands under its own name. */
  public static <V extends Named> SharedMap<V> copyOf(Map<String, V> all) {
    if (all instanceof SharedMap<V> same) {
      return same;
    }
    Map<String, Integer> positions = new HashMap<>(all.size() * 2);
    Object[][] blocks = new Object[(all.size() + WIDTH - 1) / WIDTH][];
    int at = 0;
    for (Map.Entry<String, V> entry : all.entrySet()) {
      if (at % WIDTH == 0) {
        blocks[at / WIDTH] = new Object[Math.min(WIDTH, all.size() - at)];
      }
      blocks[at / WIDTH][at % WIDTH] = entry.getValue();
      positions.put(entry.getKey(), at++);
    }
    return new SharedMap<>(Collections.unmodifiableMap(positions), blocks);
  }

  /** These with one added at the end, or replaced where it is. */
  @SuppressWarnings("ReferenceEquality") // an equal one changes nothing either, but is slow to find
  public SharedMap<V> with(V changed) {
    Integer at = positions.get(changed.name());
    if (at == null) {
      Map<String, V> now = new LinkedHashMap<>(this);
      now.put(changed.name(), changed);
      return copyOf(now);
    }
    if (at(at) == changed) {
      return this;
    }
    Object[][] now = blocks.clone();
    now[at / WIDTH] = now[at / WIDTH].clone();
    now[at / WIDTH][at % WIDTH] = changed;
    return new SharedMap<>(positions, now);
  }

  /**
   * Names of those that are not the same object in the other map, in order; all names if one of the
   * maps has other names than the other.
   */
  @SuppressWarnings("ReferenceEquality") // other objects are what it is about
  public Collection<String> changedSince(SharedMap<V> before) {
    if (positions != before.positions) {
      return keySet();
    }
    List<String> changed = new ArrayList<>();
    for (int block = 0; block < blocks.length; block++) {
      for (int i = 0; blocks[block] != before.blocks[block] && i < blocks[block].length; i++) {
        if (blocks[block][i] != before.blocks[block][i]) {
          changed.add(at(block * WIDTH + i).name());
        }
      }
    }
    return changed;
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private V at(int position) {
    return (V) blocks[position / WIDTH][position % WIDTH];
  }

  @Override
  public @Nullable V get(@Nullable Object name) {
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
    if (other instanceof SharedMap<?> that && positions == that.positions) {
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
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return IntStream.range(0, size())
            .mapToObj(SharedMap.this::at)
            .map(each -> Map.entry(each.name(), each))
            .iterator();
      }

      @Override
      public int size() {
        return SharedMap.this.size();
      }
    };
  }
}
