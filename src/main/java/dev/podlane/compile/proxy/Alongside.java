package dev.podlane.compile.proxy;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds things of an earlier list by an object they belong to, asked for in about the order in
 * which they stand there: what stands next is found at once, and anything else by an index of what
 * had not been found when it was first needed.
 *
 * @param <T> the things
 */
final class Alongside<T> {
  private final List<T> all;
  private final Function<T, Object> owner;
  private int next;
  private @Nullable IdentityHashMap<Object, Integer> places;

  /**
   * Looks in a list.
   *
   * @param owner the object a thing belongs to; only the same object is taken for it
   */
  Alongside(List<T> all, Function<T, Object> owner) {
    this.all = all;
    this.owner = owner;
  }

  /** The next thing of an object; null if there is none. */
  @SuppressWarnings("ReferenceEquality")
  @Nullable T find(Object wanted) {
    if (next < all.size() && owner.apply(all.get(next)) == wanted) {
      return all.get(next++);
    }
    boolean isAllFound = next == all.size() && places == null;
    Integer place = isAllFound ? null : places().get(wanted);
    if (place == null) {
      return null;
    }
    next = place + 1;
    return all.get(place);
  }

  private IdentityHashMap<Object, Integer> places() {
    IdentityHashMap<Object, Integer> known = places;
    if (known == null) {
      known = new IdentityHashMap<>();
      for (int place = next; place < all.size(); place++) {
        known.putIfAbsent(owner.apply(all.get(place)), place);
      }
      places = known;
    }
    return known;
  }
}
