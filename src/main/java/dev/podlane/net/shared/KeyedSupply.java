package dev.podlane.net.shared;

import java.util.Collection;
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
}
