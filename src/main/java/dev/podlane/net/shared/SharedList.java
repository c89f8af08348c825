package dev.podlane.net.shared;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable list in blocks of at most {@value #WIDTH} elements. One that differs in an
 * element shares all other blocks, so that n changes take little more than n steps. Elements are
 * found by keys: a block that has none of a key is passed over whole.
 *
 * @param <T> of the elements
 */
public final class SharedList<T> extends AbstractList<T> implements RandomAccess {
  private static final int WIDTH = 128;

  private final Function<? super T, ? extends Collection<?>> keys;
  private final List<Block<T>> blocks;
  private final int[] starts;

  /** Some elements in a row. */
  private static final class Block<T> {
    private final List<T> elements;

    // Follows from the elements alone: a race costs time, never an answer.
    private @Nullable Set<Object> keys;

    Block(List<T> elements) {
      this.elements = List.copyOf(elements);
    }

    boolean has(Object key, Function<? super T, ? extends Collection<?>> of) {
      Set<Object> known = keys;
      if (known == null) {
        Set<Object> found = new HashSet<>();
        elements.forEach(each -> found.addAll(of.apply(each)));
        keys = found;
        known = found;
      }
      return known.contains(key);
    }
  }

  private SharedList(List<Block<T>> blocks, Function<? super T, ? extends Collection<?>> keys) {
    this.blocks = blocks;
    this.keys = keys;
    this.starts = new int[blocks.size() + 1];
    for (int at = 0; at < blocks.size(); at++) {
      starts[at + 1] = starts[at] + blocks.get(at).elements.size();
    }
  }

  /**
   * These elements in their order.
   *
   * @param keys by what an element can be looked for; always the same of one element
   */
  public static <T> SharedList<T> copyOf(
      Collection<T> elements, Function<? super T, ? extends Collection<?>> keys) {
    if (elements instanceof SharedList<T> already) {
      return already;
    }
    List<T> all = List.copyOf(elements);
    List<Block<T>> blocks = new ArrayList<>(all.size() / WIDTH + 1);
    for (int at = 0; at < all.size(); at += WIDTH) {
      blocks.add(new Block<>(all.subList(at, Math.min(all.size(), at + WIDTH))));
    }
    return new SharedList<>(blocks, keys);
  }

  @Override
  public T get(int at) {
    int block = blockOf(at);
    return blocks.get(block).elements.get(at - starts[block]);
  }

  private int blockOf(int at) {
    if (at < 0 || at >= size()) {
      throw new IndexOutOfBoundsException(at);
    }
    int found = blocks.size() == 1 ? 0 : Arrays.binarySearch(starts, at);
    return found < 0 ? -found - 2 : found;
  }

  @Override
  public int size() {
    return starts[blocks.size()];
  }

  @Override
  public Iterator<T> iterator() {
    return blocks.stream().flatMap(block -> block.elements.stream()).iterator();
  }

  /** Number of the first element from one number on, and before another, that has a key; or -1. */
  public int find(int from, int to, Object key) {
    int at = from;
    while (at < to) {
      int block = blockOf(at);
      Block<T> here = blocks.get(block);
      int end = Math.min(to, starts[block + 1]);
      if (here.has(key, keys)) {
        for (; at < end; at++) {
          if (keys.apply(here.elements.get(at - starts[block])).contains(key)) {
            return at;
          }
        }
      }
      at = end;
    }
    return -1;
  }

  /** Number of the first element that has a key, -1 if none has. */
  public int find(Object key) {
    return find(0, size(), key);
  }

  /** How many elements at the beginning are so; after the first that is not, none may be. */
  public int countWhile(Predicate<? super T> isSo) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isSo.test(get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** This list with an element more, before the one that has this number. */
  public SharedList<T> with(int at, T element) {
    if (blocks.isEmpty()) {
      return copyOf(List.of(element), keys);
    }
    int block = at == size() ? blocks.size() - 1 : blockOf(at);
    List<T> now = new ArrayList<>(blocks.get(block).elements);
    now.add(at - starts[block], element);
    return replaced(block, now);
  }

  /** This list with another element in the place of the one that has this number. */
  public SharedList<T> replacing(int at, T element) {
    int block = blockOf(at);
    List<T> now = new ArrayList<>(blocks.get(block).elements);
    now.set(at - starts[block], element);
    return replaced(block, now);
  }

  /** This list without the element that has this number. */
  public SharedList<T> without(int at) {
    int block = blockOf(at);
    List<T> now = new ArrayList<>(blocks.get(block).elements);
    now.remove(at - starts[block]);
    return replaced(block, now);
  }

  /** This list without elements that are so; the same list if none is. */
  public SharedList<T> without(Predicate<? super T> isGone) {
    return without(isGone, block -> true);
  }

  /** As {@link #without(Predicate)}, where only elements that have one of these keys can be so. */
  public SharedList<T> without(Predicate<? super T> isGone, Collection<?> ofThese) {
    return without(isGone, block -> ofThese.stream().anyMatch(key -> block.has(key, this.keys)));
  }

  private SharedList<T> without(Predicate<? super T> isGone, Predicate<Block<T>> mayHave) {
    List<Block<T>> now = new ArrayList<>(blocks.size());
    boolean isSame = true;
    for (Block<T> block : blocks) {
      Block<T> left = block;
      if (mayHave.test(block) && block.elements.stream().anyMatch(isGone)) {
        left = new Block<>(block.elements.stream().filter(each -> !isGone.test(each)).toList());
        isSame = false;
      }
      if (!left.elements.isEmpty()) {
        now.add(left);
      }
    }
    return isSame ? this : new SharedList<>(now, keys);
  }

  private SharedList<T> replaced(int block, List<T> elements) {
    List<Block<T>> now = new ArrayList<>(blocks.size() + 1);
    now.addAll(blocks);
    if (elements.isEmpty()) {
      now.remove(block);
    } else if (elements.size() <= WIDTH) {
      now.set(block, new Block<>(elements));
    } else {
      int half = elements.size() / 2;
      now.set(block, new Block<>(elements.subList(0, half)));
      now.add(block + 1, new Block<>(elements.subList(half, elements.size())));
    }
    return new SharedList<>(now, keys);
  }
}
