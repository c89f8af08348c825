package dev.podlane.net.shared;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Things that are made when somebody comes to one of them by its name. Their number is not known
 * before. Making one again gives an equal one; thread-safe.
 *
 * @param <V> of the things
 */
public interface Supply<V extends Named> {
  /** The thing of that name; null if there is none. */
  @Nullable V get(String name);

  /** All of them in their order, each under its own name. */
  Collection<V> all();
}
