package dev.podlane.net.shared;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Things by name, unmodifiable: first those that are there, then those of supplies, which are made
 * on access. Reading all of them makes all of them.
 *
 * @param <V> of the things
 */
public final class SuppliedMap<V extends Named> extends AbstractMap<String, V> {
  private final Map<String, V> there;
  private final List<Supply<V>> supplies;

  private SuppliedMap(Map<String, V> there, List<Supply<V>> supplies) {
    this.there = Collections.unmodifiableMap(there);
    this.supplies = List.copyOf(supplies);
  }

  /** These things in their order; each stands under its own name. */
  public static <V extends Named> SuppliedMap<V> copyOf(Map<String, V> all) {
    return all instanceof SuppliedMap<V> same
        ? same
        : new SuppliedMap<>(new LinkedHashMap<>(all), List.of());
  }

  /** Those that are there, in their order. */
  public Map<String, V> there() {
    return there;
  }

  /** These, and those of a supply behind them. */
  public SuppliedMap<V> with(Supply<V> supply) {
    List<Supply<V>> now = new ArrayList<>(supplies);
    now.add(supply);
    return new SuppliedMap<>(there, now);
  }

  /**
   * These with some added or replaced: one copy of those that are there, however many they are. To
   * replace one of a supply, all of it are made.
   */
  public SuppliedMap<V> with(Iterable<V> more) {
    boolean replaces = false;
    for (V each : more) {
      replaces |= supplied(each.name()) != null;
    }
    Map<String, V> now = new LinkedHashMap<>(replaces ? this : there);
    more.forEach(each -> now.put(each.name(), each));
    return new SuppliedMap<>(now, replaces ? List.of() : supplies);
  }

  /** The first of them in their order, without making more of a supply. */
  public List<V> first(int most) {
    List<V> found = new ArrayList<>();
    there.values().stream().limit(most).forEach(found::add);
    for (Supply<V> supply : supplies) {
      supply.each(
          one -> {
            if (found.size() < most && !there.containsKey(one.name())) {
              found.add(one);
            }
            return found.size() < most;
          });
    }
    return found;
  }

  private @Nullable V supplied(String name) {
    for (Supply<V> supply : supplies) {
      V found = supply.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public @Nullable V get(@Nullable Object name) {
    V found = there.get(name);
    return found == null && name instanceof String text ? supplied(text) : found;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    if (supplies.isEmpty()) {
      return there.entrySet();
    }
    Map<String, V> all = new LinkedHashMap<>(there);
    for (Supply<V> supply : supplies) {
      supply.all().forEach(each -> all.put(each.name(), each));
    }
    return Collections.unmodifiableSet(all.entrySet());
  }

  /** Compares two maps; supplies that both share are equal without a comparison. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof SuppliedMap<?> that && supplies.equals(that.supplies)) {
      return there.equals(that.there);
    }
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
