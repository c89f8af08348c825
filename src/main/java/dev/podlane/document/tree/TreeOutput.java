package dev.podlane.document.tree;

import dev.podlane.document.Document;
import dev.podlane.document.Value;
import java.util.List;

/** The receiver of documents that have been read. */
public interface TreeOutput {
  /** Returns the number of documents. */
  int count();

  /** Forgets all but the first documents. */
  void back(int documents);

  /** Forgets the document that was begun. */
  void abandon();

  /**
   * A document starts.
   *
   * @param weight of all that is kept
   */
  void start(Weight weight);

  /** Takes a document that has ended. */
  void add(Document document, Weight weight, TreePosition position);

  /** A list of objects starts that is in a document's outermost map. */
  void startItems();

  /**
   * Takes an object of that list which has ended.
   *
   * @return true if the item need not be in the document's tree
   */
  boolean takes(Value item, Weight weight, TreePosition position);

  /** The documents that are kept as trees. */
  List<Document> documents();
}
