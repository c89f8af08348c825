package dev.podlane.document;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a mapping in the order of the text, in two arrays; the array of keys is shared by
 * mappings with equal keys. A tree of manifests is mostly small maps, and these take a quarter of
 * the memory of a linked hash map.
 */
public final class Entries extends AbstractMap<String, Value> {
  /** The largest number of keys that are searched one by one. */
  public static final int FEW = 8;

  private static final long[] NO_HASHES = {};
  private static final Entries NONE = new Entries(new String[0], new Value[0]);

  private final String[] keys;
  private final Value[] values;

  /** Hash code and position of each key, sorted; empty for few keys. */
  private final long[] hashes;

  private Entries(String[] keys, Value[] values) {
    this.keys = keys;
    this.values = values;
    this.hashes = keys.length <= FEW ? NO_HASHES : hashes(keys);
  }

  /** Takes ownership of the arrays, which must not be changed any more. The keys are distinct. */
  public static Entries owning(String[] keys, Value[] values) {
    return keys.length == 0 ? NONE : new Entries(keys, values);
  }

  static Entries copyOf(Map<String, Value> map) {
    if (map instanceof Entries already) {
      return already;
    }
    String[] keys = map.keySet().toArray(new String[0]);
    Value[] values = new Value[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = map.get(keys[i]);
    }
    return owning(keys, values);
  }

  private static long[] hashes(String[] keys) {
    long[] hashes = new long[keys.length];
    for (int i = 0; i < keys.length; i++) {
      hashes[i] = ((long) keys[i].hashCode() << 32) | i;
    }
    Arrays.sort(hashes);
    return hashes;
  }

  String key(int index) {
    return keys[index];
  }

  Value value(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key != null && find(key) >= 0;
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    int at = key == null ? -1 : find(key);
    return at < 0 ? null : values[at];
  }

  private int find(Object key) {
    if (hashes.length > 0) {
      return findHashed(key);
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private int findHashed(Object key) {
    long lowest = (long) key.hashCode() << 32;
    int found = Arrays.binarySearch(hashes, lowest);
    for (int i = found < 0 ? -found - 1 : found; i < hashes.length; i++) {
      if (hashes[i] >> 32 != key.hashCode()) {
        return -1;
      }
      if (keys[(int) hashes[i]].equals(key)) {
        return (int) hashes[i];
      }
    }
    return -1;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  /** Not cached, as most maps are used once. */
  @Override
  public Set<String> keySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public boolean contains(@Nullable Object key) {
        return containsKey(key);
      }

      @Override
      public Iterator<String> iterator() {
        return Collections.unmodifiableList(Arrays.asList(keys)).iterator();
      }
    };
  }

  /** Not cached, as most maps are used once. */
  @Override
  public Collection<Value> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public Set<Map.Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Map.Entry<String, Value>> iterator() {
        return new Each();
      }
    };
  }

  private final class Each implements Iterator<Map.Entry<String, Value>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keys.length;
    }

    @Override
    public Map.Entry<String, Value> next() {
      if (next >= keys.length) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Value> entry = Map.entry(keys[next], values[next]);
      next++;
      return entry;
    }
  }
}
