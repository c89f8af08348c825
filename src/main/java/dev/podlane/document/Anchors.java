package dev.podlane.document;

import java.util.HashMap;
import java.util.Map;

/** The values of a document that aliases may stand for. */
final class Anchors {
  /**
   * A value with an anchor.
   *
   * @param size how many values it is, itself counted
   * @param height levels in it
   */
  record Built(Value value, long size, int height) {}

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
   * What an alias stands for.
   *
   * @throws DocumentException if that is nothing, or may not stand here
   */
  Built of(String alias, int at, TreeBuilder builder) {
    Built target = built.get(alias);
    if (target == null) {
      String code = builder.isWithin(alias) ? "text.alias-inside-itself" : "text.alias-unknown";
      throw new DocumentException(Problem.error(builder.place(at), code, alias));
    }
    if (builder.expectsKey()) {
      throw new DocumentException(Problem.error(builder.place(at), "text.key-anchor"));
    }
    repeat(target.size, at, builder);
    return target;
  }

  /** Counts values that are repeated. */
  void repeat(long size, int at, TreeBuilder builder) {
    repeated += size;
    if (repeated > most) {
      throw builder.refused(at, "text.too-many-aliases", most);
    }
  }

  long repeated() {
    return repeated;
  }

  void back(long to) {
    repeated = to;
  }
}
