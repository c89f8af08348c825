package dev.podlane.document;

/**
 * The limits on a text. Exceeding each is a problem with a code of its own.
 *
 * @param characters size of a text that is held in memory, in UTF-16 units
 * @param depth maps and lists inside each other, aliases followed
 * @param treeBytes memory that the trees of one text may take, as estimated while they are built
 * @param aliasNodes values that aliases and merge keys may repeat
 * @param documents documents in one text
 */
public record Limits(int characters, int depth, long treeBytes, int aliasNodes, int documents) {
  /**
   * An eighth of the heap for the text and three tenths for its trees, 200 levels, 1 million values
   * through aliases, 200,000 documents.
   */
  public static final Limits DEFAULT = ofHeap(Runtime.getRuntime().maxMemory());

  public Limits {
    if (characters < 1 || depth < 1 || treeBytes < 1 || aliasNodes < 0 || documents < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** The default limits of a machine with so much heap, in bytes. */
  public static Limits ofHeap(long bytes) {
    int characters = (int) Math.max(1 << 20, Math.min(bytes / 8, 1 << 30));
    return new Limits(characters, 200, Math.max(1 << 20, bytes / 10 * 3), 1_000_000, 200_000);
  }
}
