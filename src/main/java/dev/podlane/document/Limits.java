package dev.podlane.document;

/**
 * How much a text may ask of the reader. Every limit is a problem of its own when passed.
 *
 * @param codePoints size of the text in Unicode code points
 * @param depth maps and lists inside each other, aliases followed
 * @param nodes keys' values, list items, maps and lists in the text
 * @param aliasNodes as {@code nodes}, but those that aliases and merge keys repeat
 * @param documents documents in one text
 * @param lineWork bound for very long lines: the sum of the squares of the lengths of all lines,
 *     which is what the YAML scanner's time grows with; JSON has no such bound
 */
public record Limits(
    int codePoints, int depth, int nodes, int aliasNodes, int documents, double lineWork) {
  /** 64 Mi code points, 200 levels, 4 million nodes, 1 million through aliases. */
  public static final Limits DEFAULT =
      new Limits(64 << 20, 200, 4_000_000, 1_000_000, 200_000, 1e13);

  public Limits {
    if (codePoints < 1 || depth < 1 || nodes < 1 || aliasNodes < 0 || documents < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
