package dev.podlane.net.shared;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list that is written when it is first read, unmodifiable. Writing it again gives an equal one;
 * thread-safe.
 *
 * @param <V> of what it holds
 */
public final class DeferredList<V> extends AbstractList<V> implements RandomAccess {
  private final Supplier<List<V>> writer;
  private final AtomicReference<@Nullable List<V>> written = new AtomicReference<>();

  /**
   * A list.
   *
   * @param writer thread-safe
   */
  public DeferredList(Supplier<List<V>> writer) {
    this.writer = writer;
  }

  private List<V> all() {
    List<V> known = written.get();
    if (known != null) {
      return known;
    }
    List<V> made = List.copyOf(writer.get());
    return written.compareAndSet(null, made) ? made : all();
  }

  @Override
  public V get(int position) {
    return all().get(position);
  }

  @Override
  public int size() {
    return all().size();
  }
}
