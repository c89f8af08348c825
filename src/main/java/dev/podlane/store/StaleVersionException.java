package dev.podlane.store;

/** The cluster was changed by another request meanwhile; nothing was saved. */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final long actual;

  StaleVersionException(String id, long actual) {
    super(id + " is at version " + actual);
    this.id = id;
    this.actual = actual;
  }

  /** Id of the cluster. */
  public String id() {
    return id;
  }

  /** The version it has now. */
  public long actual() {
    return actual;
  }
}
