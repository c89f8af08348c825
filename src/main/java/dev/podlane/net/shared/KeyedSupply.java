package dev.podlane.net.shared;

import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things that are made when somebody comes to one of them by its key. Their number is not known
 * before. Making one again gives an equal one; thread-safe.
 *
 * @param <K> of the keys
 * @param <V> of the things
 */
public interface KeyedSupply<K, V> {
  /** The thing of that key; null if there is none. */
  @Nullable V get(K key);

  /** All of them in their order. */
  Collection<V> all();

  /**
   * Goes through them in their order; each is made when it is reached.
   *
   * @param next takes one; returns false to go no further
   * @return false if it went no further
   */
  default boolean each(Predicate<V> next) {
    for (V one : all()) {
      if (!next.test(one)) {
        return false;
      }
    }
    return true;
  }
}
