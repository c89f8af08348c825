package dev.podlane.store.file;

import java.sql.SQLException;
import java.util.List;

/** The contents of a file differ from the saved ones for some clusters. */
final class AlteredException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> ids;
  private final int of;

  /**
   * About these clusters.
   *
   * @param of of how many
   */
  AlteredException(List<String> ids, int of) {
    super(ids + " are not as they were saved");
    this.ids = List.copyOf(ids);
    this.of = of;
  }

  /** Ids of the clusters. */
  List<String> ids() {
    return ids;
  }

  /** Returns the number of clusters checked. */
  int of() {
    return of;
  }
}
