package dev.podlane.document;

import java.util.List;

/** Where documents go when they have been read. */
interface Output {
  /** How many documents there are. */
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
  void add(Document document, Weight weight, TreeBuilder builder);

  /** A list of objects starts that is in a document's outermost map. */
  void startItems();

  /**
   * Takes an object of that list which has ended.
   *
   * @return whether it need not be in the document's tree
   */
  boolean takes(Value item, Weight weight, TreeBuilder builder);

  /** The documents that are kept as trees. */
  List<Document> documents();
}
