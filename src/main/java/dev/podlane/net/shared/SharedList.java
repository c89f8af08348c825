package dev.podlane.net.shared;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable list in blocks of at most {@value #WIDTH} elements. One that differs in an
 * element shares all other blocks, so that n changes take little more than n steps. Elements are
 * found by keys: a block that has none of a key is passed over whole.
 *
 * @param <T> of the elements
 */
public final class SharedList<T> extends AbstractList<T> implements RandomAccess {
  private static final int WIDTH = 256;

  /** The largest number of elements that are searched one by one. */
  private static final int FEW = 16;

  private final Function<? super T, ? extends Collection<?>> keys;
  private final Block<T>[] blocks;
  private final int[] starts;

  /** Some elements in a row. */
  private static final class Block<T> {
    private final Object[] elements;

    // Follows from the elements alone: a race costs time, never an answer.
    private @Nullable Marks marks;

    Block(Object[] elements) {
      this.elements = elements;
    }

    int size() {
      return elements.length;
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    T get(int at) {
      return (T) elements[at];
    }

    /** Returns true if an element may have a key of this hash; false is certain. */
    boolean mayHave(int hash, Function<? super T, ? extends Collection<?>> of) {
      Marks known = marks;
      if (known == null) {
        known = Marks.of(size(), at -> of.apply(get(at)));
        marks = known;
      }
      return known.has(hash);
    }

    boolean mayHaveAny(int[] hashes, Function<? super T, ? extends Collection<?>> of) {
      for (int hash : hashes) {
        if (mayHave(hash, of)) {
          return true;
        }
      }
      return false;
    }

    /**
     * Returns a block of these elements and one more, without reading again those that are marked
     * already.
     */
    Block<T> becoming(Object[] now, Collection<?> more) {
      Block<T> next = new Block<>(now);
      Marks known = marks;
      next.marks = known == null ? null : known.with(more);
      return next;
    }

    /** Returns the block without the elements that match; the same if none does. */
    Block<T> without(Predicate<? super T> isGone) {
      int left = 0;
      Object[] now = new Object[size()];
      for (int at = 0; at < size(); at++) {
        if (!isGone.test(get(at))) {
          now[left++] = elements[at];
        }
      }
      return left == size() ? this : becoming(Arrays.copyOf(now, left), List.of());
    }
  }

  private SharedList(
      Block<T>[] blocks, int[] starts, Function<? super T, ? extends Collection<?>> keys) {
    this.blocks = blocks;
    this.starts = starts;
    this.keys = keys;
  }

  private static <T> SharedList<T> of(
      Block<T>[] blocks, Function<? super T, ? extends Collection<?>> keys) {
    int[] starts = new int[blocks.length + 1];
    for (int at = 0; at < blocks.length; at++) {
      starts[at + 1] = starts[at] + blocks[at].size();
    }
    return new SharedList<>(blocks, starts, keys);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // as far as arrays can have parameters
  private static <T> Block<T>[] blocks(int count) {
    return new Block[count];
  }

  /**
   * These elements in their order.
   *
   * @param keys the keys by which an element can be looked up; must not change
   */
  public static <T> SharedList<T> copyOf(
      Collection<T> elements, Function<? super T, ? extends Collection<?>> keys) {
    if (elements instanceof SharedList<T> already) {
      return already;
    }
    Object[] all = elements.toArray();
    Block<T>[] blocks = blocks((all.length + WIDTH - 1) / WIDTH);
    for (int at = 0; at < blocks.length; at++) {
      int end = Math.min(all.length, (at + 1) * WIDTH);
      blocks[at] = new Block<>(Arrays.copyOfRange(all, at * WIDTH, end));
    }
    return of(blocks, keys);
  }

  @Override
  public T get(int at) {
    int block = blockOf(at);
    return blocks[block].get(at - starts[block]);
  }

  private int blockOf(int at) {
    if (at < 0 || at >= size()) {
      throw new IndexOutOfBoundsException(at);
    }
    int last = blocks.length - 1;
    int found = at >= starts[last] ? last : at < starts[1] ? 0 : Arrays.binarySearch(starts, at);
    return found < 0 ? -found - 2 : found;
  }

  @Override
  public int size() {
    return starts[blocks.length];
  }

  @Override
  public Iterator<T> iterator() {
    return Arrays.stream(blocks)
        .flatMap(block -> IntStream.range(0, block.size()).mapToObj(block::get))
        .iterator();
  }

  /** Number of the first element from one number on, and before another, that has a key; or -1. */
  public int find(int from, int to, Object key) {
    int at = from;
    int hash = to - from < FEW ? 0 : Marks.hash(key);
    while (at < to) {
      int block = blockOf(at);
      int end = Math.min(to, starts[block + 1]);
      boolean isFew = to - from < FEW;
      while (at < end && (isFew || blocks[block].mayHave(hash, keys))) {
        if (keys.apply(blocks[block].get(at - starts[block])).contains(key)) {
          return at;
        }
        at++;
      }
      at = end;
    }
    return -1;
  }

  /** Number of the first element that has a key, -1 if none has. */
  public int find(Object key) {
    return find(0, size(), key);
  }

  /**
   * Returns the number of elements at the beginning that match; after the first that does not, none
   * may.
   */
  public int countWhile(Predicate<? super T> isSo) {
    int low = 0;
    int high = blocks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isSo.test(blocks[middle].get(0))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : starts[low - 1] + countWhile(blocks[low - 1], isSo);
  }

  private static <T> int countWhile(Block<T> block, Predicate<? super T> isSo) {
    int low = 0;
    int high = block.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isSo.test(block.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** This list with an element more, before the one that has this number. */
  public SharedList<T> with(int at, T element) {
    if (blocks.length == 0) {
      return copyOf(List.of(element), keys);
    }
    int block = at == size() ? blocks.length - 1 : blockOf(at);
    Object[] old = blocks[block].elements;
    int place = at - starts[block];
    Object[] now = new Object[old.length + 1];
    System.arraycopy(old, 0, now, 0, place);
    now[place] = element;
    System.arraycopy(old, place, now, place + 1, old.length - place);
    if (now.length <= WIDTH) {
      return replaced(block, now, 1, keys.apply(element));
    }
    // in order of coming the last block stays full, else there is room in both halves
    int half = place == old.length ? WIDTH : WIDTH / 2;
    Block<T>[] all = blocks(blocks.length + 1);
    System.arraycopy(blocks, 0, all, 0, block);
    all[block] = new Block<>(Arrays.copyOf(now, half));
    all[block + 1] = new Block<>(Arrays.copyOfRange(now, half, now.length));
    System.arraycopy(blocks, block + 1, all, block + 2, blocks.length - block - 1);
    return of(all, keys);
  }

  /** This list with another element in the place of the one that has this number. */
  public SharedList<T> replacing(int at, T element) {
    int block = blockOf(at);
    Object[] now = blocks[block].elements.clone();
    now[at - starts[block]] = element;
    return replaced(block, now, 0, keys.apply(element));
  }

  private SharedList<T> replaced(int block, Object[] elements, int longer, Collection<?> more) {
    Block<T>[] all = blocks.clone();
    all[block] = blocks[block].becoming(elements, more);
    int[] from = starts.clone();
    for (int at = block + 1; longer != 0 && at < from.length; at++) {
      from[at] += longer;
    }
    return new SharedList<>(all, from, keys);
  }

  /** This list without the element that has this number. */
  public SharedList<T> without(int at) {
    int block = blockOf(at);
    Object[] old = blocks[block].elements;
    if (old.length == 1) {
      T gone = get(at);
      return without(each -> each == gone, each -> each == blocks[block]);
    }
    int place = at - starts[block];
    Object[] now = Arrays.copyOf(old, old.length - 1);
    System.arraycopy(old, place + 1, now, place, old.length - place - 1);
    return replaced(block, now, -1, List.of());
  }

  /** This list without elements that are so; the same list if none is. */
  public SharedList<T> without(Predicate<? super T> isGone) {
    return without(isGone, block -> true);
  }

  /** As {@link #without(Predicate)}, where only elements that have one of these keys can be so. */
  public SharedList<T> without(Predicate<? super T> isGone, Collection<?> ofThese) {
    int[] hashes = ofThese.stream().mapToInt(Marks::hash).toArray();
    return without(isGone, block -> block.mayHaveAny(hashes, keys));
  }

  private SharedList<T> without(Predicate<? super T> isGone, Predicate<Block<T>> mayHave) {
    Block<T>[] now = blocks(blocks.length);
    int count = 0;
    boolean isSame = true;
    for (Block<T> block : blocks) {
      Block<T> left = mayHave.test(block) ? block.without(isGone) : block;
      isSame &= left == block;
      if (left.size() > 0) {
        now[count++] = left;
      }
    }
    return isSame ? this : of(Arrays.copyOf(now, count), keys);
  }
}
