package dev.podlane.store;

import java.util.List;

/** Takes edits out of documents that an older version wrote them into. */
@FunctionalInterface
public interface TextEdits {
  /**
   * Documents and edits that stood in one text.
   *
   * @param documents the text before the edits, as it was
   * @param edits in their order
   */
  record Taken(String documents, List<NewEdit> edits) {
    public Taken {
      edits = List.copyOf(edits);
    }
  }

  /** Takes the edits at the end of a text out of it; a text that cannot be read stays as it is. */
  Taken take(String documents);
}
