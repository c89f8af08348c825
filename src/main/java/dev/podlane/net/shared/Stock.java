package dev.podlane.net.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a map before any replacement or addition: the position of each name, and the
 * thing there. All maps derived from it share it.
 */
abstract class Stock<V extends Named> {
  abstract int size();

  abstract int place(String name);

  abstract String name(int place);

  abstract V at(int place);

  /** Things that are there. */
  static <V extends Named> Stock<V> of(Map<String, V> all) {
    Map<String, Integer> places = new HashMap<>(all.size() * 2);
    Object[] things = new Object[all.size()];
    for (Map.Entry<String, V> entry : all.entrySet()) {
      things[places.size()] = entry.getValue();
      places.put(entry.getKey(), places.size());
    }
    return new Made<>(places, things);
  }

  static <V extends Named> Stock<V> of(OnDemand<V> things) {
    return new Lazy<>(things);
  }

  private static final class Made<V extends Named> extends Stock<V> {
    private final Map<String, Integer> places;
    private final Object[] things;

    Made(Map<String, Integer> places, Object[] things) {
      this.places = places;
      this.things = things;
    }

    @Override
    int size() {
      return things.length;
    }

    @Override
    int place(String name) {
      return places.getOrDefault(name, -1);
    }

    @Override
    String name(int place) {
      return at(place).name();
    }

    @Override
    @SuppressWarnings("unchecked") // nothing else is put there
    V at(int place) {
      return (V) things[place];
    }
  }

  private static final class Lazy<V extends Named> extends Stock<V> {
    /**
     * The number of things kept; beyond it the cache is cleared, so that reading all of them takes
     * no room.
     */
    private static final int KEPT = 4_096;

    private final OnDemand<V> things;
    private final Map<Integer, V> kept = new ConcurrentHashMap<>();

    Lazy(OnDemand<V> things) {
      this.things = things;
    }

    @Override
    int size() {
      return things.size();
    }

    @Override
    int place(String name) {
      return things.place(name);
    }

    @Override
    String name(int place) {
      return things.name(place);
    }

    @Override
    V at(int place) {
      V known = kept.get(place);
      if (known != null) {
        return known;
      }
      if (kept.size() >= KEPT) {
        kept.clear();
      }
      V made = things.make(place);
      @Nullable V before = kept.putIfAbsent(place, made);
      return before == null ? made : before;
    }
  }
}
