package dev.podlane.document.tree;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.HashMap;
import java.util.Map;

/** The values of a document that aliases may stand for. */
final class Anchors {
  /**
   * A value with an anchor.
   *
   * @param size number of values in it, including itself
   * @param height levels in it
   */
  record Built(Value value, long size, int height) {
    /** The value in a place where an alias stands for it; a scalar is a copy with that line. */
    Value at(int line) {
      return value instanceof ScalarValue scalar
          ? new ScalarValue(line, scalar.type(), scalar.text())
          : value;
    }
  }

  private final Map<String, Built> built = new HashMap<>();
  private final int most;
  private long repeated;

  /**
   * No anchors yet.
   *
   * @param most values that may be repeated by aliases and merge keys of all documents
   */
  Anchors(int most) {
    this.most = most;
  }

  /** A document starts. */
  void clear() {
    built.clear();
  }

  /** Keeps a value, if it has an anchor. */
  void put(String anchor, Value value, long size, int height) {
    if (!anchor.isEmpty()) {
      built.put(anchor, new Built(value, size, height));
    }
  }

  /**
   * Returns the value that an alias refers to.
   *
   * @throws DocumentException if that is nothing, or may not stand here
   */
  Built of(String alias, int at, TreePosition position) {
    Built target = built.get(alias);
    if (target == null) {
      String code = position.isWithin(alias) ? "text.alias-inside-itself" : "text.alias-unknown";
      throw new DocumentException(Problem.error(position.place(at), code, alias));
    }
    if (position.expectsKey()) {
      throw new DocumentException(Problem.error(position.place(at), "text.key-anchor"));
    }
    repeat(target.size, at, position);
    return target;
  }

  /** Counts values that are repeated. */
  void repeat(long size, int at, TreePosition position) {
    repeated += size;
    if (repeated > most) {
      throw position.refused(at, "text.too-many-aliases", most);
    }
  }

  long repeated() {
    return repeated;
  }

  void back(long to) {
    repeated = to;
  }
}
