package dev.podlane.net.shared;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Things by name, in the order they were made: an unmodifiable map that shares its unchanged parts
 * with other maps, and may hold things that are made on first access. Replacing one of n copies two
 * arrays, of {@value #WIDTH} and of n / {@value #WIDTH} references. Adding one to things on demand
 * copies those added before; to others, all names.
 *
 * @param <V> of the things
 */
public final class SharedMap<V extends Named> extends AbstractMap<String, V> {
  private static final int WIDTH = 128;

  private final Stock<V> stock;
  private final boolean onDemand;

  /** Things that were put in the place of those of the stock; null where none was. */
  private final @Nullable Object[] @Nullable [] replaced;

  private final Map<String, V> added;

  // Follows from the things alone: a race costs time, never an answer.
  private volatile @Nullable Object derived;

  private SharedMap(
      Stock<V> stock,
      boolean onDemand,
      @Nullable Object[] @Nullable [] replaced,
      Map<String, V> added) {
    this.stock = stock;
    this.onDemand = onDemand;
    this.replaced = replaced;
    this.added = added;
  }

  /** These things in their order; each stands under its own name. */
  public static <V extends Named> SharedMap<V> copyOf(Map<String, V> all) {
    return all instanceof SharedMap<V> same ? same : unchanged(Stock.of(all), false);
  }

  /** Things that are made on access, and not all kept. */
  public static <V extends Named> SharedMap<V> of(OnDemand<V> things) {
    return unchanged(Stock.of(things), true);
  }

  private static <V extends Named> SharedMap<V> unchanged(Stock<V> stock, boolean onDemand) {
    int blocks = (stock.size() + WIDTH - 1) / WIDTH;
    return new SharedMap<>(stock, onDemand, new Object[blocks][], Map.of());
  }

  /** These with one added at the end, or replaced where it is. */
  @SuppressWarnings("ReferenceEquality") // an equal one changes nothing either, but is slow to find
  public SharedMap<V> with(V changed) {
    int place = stock.place(changed.name());
    if (place < 0) {
      return withAdded(changed);
    }
    if (put(place) == changed || (!onDemand && at(place) == changed)) {
      return this;
    }
    @Nullable Object[] @Nullable [] now = replaced.clone();
    @Nullable Object[] block = now[place / WIDTH];
    now[place / WIDTH] = block == null ? new Object[WIDTH] : block.clone();
    now[place / WIDTH][place % WIDTH] = changed;
    return new SharedMap<>(stock, onDemand, now, added);
  }

  private SharedMap<V> withAdded(V one) {
    Map<String, V> now = new LinkedHashMap<>(onDemand ? added : this);
    now.put(one.name(), one);
    return onDemand ? new SharedMap<>(stock, true, replaced, now) : copyOf(now);
  }

  /**
   * Names of those that are not the same object in the other map, in order; all names if neither
   * map came of the other, nor both of one.
   */
  @SuppressWarnings("ReferenceEquality") // other objects are what it is about
  public Collection<String> changedSince(SharedMap<V> before) {
    if (stock != before.stock) {
      return keySet();
    }
    List<String> changed = new ArrayList<>();
    for (int block = 0; block < replaced.length; block++) {
      if (replaced[block] != before.replaced[block]) {
        for (int place = block * WIDTH; place < end(block); place++) {
          if (put(place) != before.put(place)) {
            changed.add(stock.name(place));
          }
        }
      }
    }
    added.forEach(
        (name, one) -> {
          if (before.added.get(name) != one) {
            changed.add(name);
          }
        });
    return changed;
  }

  /**
   * Returns true if both maps derive from the same original, and nothing was added to one whose
   * elements are kept.
   */
  public boolean isOfOne(SharedMap<V> other) {
    return stock == other.stock;
  }

  /** Names of those that were replaced or added since things were first put together, in order. */
  public Collection<String> changed() {
    return changedSince(unchanged(stock, onDemand));
  }

  /** The thing as it was when things were first put together; null if it was not among them. */
  public @Nullable V original(String name) {
    int place = stock.place(name);
    return place < 0 ? null : stock.at(place);
  }

  /**
   * Something that follows from all the things, made when it is first asked for and kept.
   *
   * @param make always the same for maps of one kind
   */
  @SuppressWarnings("unchecked") // nobody else puts anything there
  public <T> T derived(Function<? super SharedMap<V>, T> make) {
    Object known = derived;
    if (known == null) {
      known = make.apply(this);
      derived = known;
    }
    return (T) known;
  }

  private int end(int block) {
    return Math.min(stock.size(), (block + 1) * WIDTH);
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private @Nullable V put(int place) {
    @Nullable Object[] block = replaced[place / WIDTH];
    return block == null ? null : (V) block[place % WIDTH];
  }

  private V at(int place) {
    V put = put(place);
    return put == null ? stock.at(place) : put;
  }

  @Override
  public @Nullable V get(@Nullable Object name) {
    int place = name instanceof String text ? stock.place(text) : -1;
    return place < 0 ? added.get(name) : at(place);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return (name instanceof String text && stock.place(text) >= 0) || added.containsKey(name);
  }

  @Override
  public int size() {
    return stock.size() + added.size();
  }

  /** Compares two maps; parts that both share are equal without a comparison. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof SharedMap<?> that && stock == that.stock) {
      if (!added.equals(that.added)) {
        return false;
      }
      for (int block = 0; block < replaced.length; block++) {
        if (replaced[block] != that.replaced[block]) {
          for (int place = block * WIDTH; place < end(block); place++) {
            Object there = that.put(place);
            if (put(place) != there && !at(place).equals(that.at(place))) {
              return false;
            }
          }
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

  /** The names, for which nothing is made. */
  @Override
  public Set<String> keySet() {
    return set(stock::name, added.keySet(), this::containsKey);
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return set(
        place -> Map.entry(stock.name(place), at(place)),
        added.entrySet(),
        entry ->
            entry instanceof Map.Entry<?, ?> wanted
                && containsKey(wanted.getKey())
                && wanted.getValue() != null
                && wanted.getValue().equals(get(wanted.getKey())));
  }

  private <E> Set<E> set(IntFunction<E> first, Set<E> behind, Function<Object, Boolean> has) {
    return new AbstractSet<>() {
      @Override
      public Iterator<E> iterator() {
        return Stream.concat(IntStream.range(0, stock.size()).mapToObj(first), behind.stream())
            .iterator();
      }

      @Override
      public boolean contains(@Nullable Object one) {
        return one != null && has.apply(one);
      }

      @Override
      public int size() {
        return SharedMap.this.size();
      }
    };
  }
}
