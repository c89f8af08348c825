package dev.podlane.store.file;

import java.sql.SQLException;
import java.util.List;

/** What a file has of some clusters is not what was saved. */
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

  /** How many clusters were looked at. */
  int of() {
    return of;
  }
}
