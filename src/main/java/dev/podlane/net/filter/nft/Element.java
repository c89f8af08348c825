package dev.podlane.net.filter.nft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a set or map.
 *
 * @param key a range for each part of the key; empty for the one that holds what no other does
 * @param value value that a map has for it; null in a set
 * @param options its options
 */
public record Element(List<Span> key, @Nullable Value value, Options options) {
  public Element {
    key = List.copyOf(key);
  }

  /** An element without more. */
  public static Element of(List<Span> key, @Nullable Value value) {
    return new Element(key, value, Options.NONE);
  }

  /** Returns true if it holds what no other element does. */
  public boolean isCatchAll() {
    return key.isEmpty();
  }

  /** The value that a map has for a key. */
  public sealed interface Value {
    /** A verdict. */
    record Verdict(Decision decision) implements Value {}

    /**
     * Data, a range for each part; more than one value is possible for addresses of {@code nat}.
     */
    record Data(List<Span> parts) implements Value {
      public Data {
        parts = List.copyOf(parts);
      }
    }
  }

  /**
   * The options of an element.
   *
   * @param comment empty if none
   * @param timeoutMillis time for which it stays once it is used; 0 for the set's own timeout
   * @param statements statements that run when it is hit, such as counting
   */
  public record Options(String comment, long timeoutMillis, List<Statement> statements) {
    /** Nothing more. */
    public static final Options NONE = new Options("", 0, List.of());

    public Options {
      statements = List.copyOf(statements);
    }
  }
}
