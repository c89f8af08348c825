package dev.podlane.store;

/** The stored bytes of a cluster differ from those that were saved. */
public final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;

  DamagedException(String id) {
    super("what is kept of " + id + " is not what was saved");
    this.id = id;
  }

  /** Id of the cluster. */
  public String id() {
    return id;
  }
}
