package dev.podlane.store;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A text cut into the parts it is stored in, each about 1 MB. They are cut one by one on demand;
 * none ends between the two halves of a character.
 *
 * @param text text to cut; an empty one has no parts
 */
public record Parts(String text) implements Iterable<String> {
  /** The most UTF-16 units of a part. */
  public static final int MOST = 1 << 19;

  @Override
  public Iterator<String> iterator() {
    return cut();
  }

  /** As the iterator, with a number for each part. */
  public Cut cut() {
    return new Cut(text);
  }

  /** Cuts a text from its beginning to its end. */
  public static final class Cut implements Iterator<String> {
    private final String text;
    private int from;
    private int number;

    private Cut(String text) {
      this.text = text;
    }

    /** The number of the next part, from 0. */
    public int number() {
      return number;
    }

    @Override
    public boolean hasNext() {
      return from < text.length();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int to = Math.min(text.length(), from + MOST);
      boolean halved = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
      String part = text.substring(from, halved ? to - 1 : to);
      from += part.length();
      number++;
      return part;
    }
  }
}
