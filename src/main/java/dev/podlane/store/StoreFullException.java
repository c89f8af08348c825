package dev.podlane.store;

/** The store has reached one of its limits; nothing was saved. */
public final class StoreFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final long allowed;

  /** The limit that was reached. */
  public enum Limit {
    /** The number of clusters. */
    CLUSTERS,
    /** The bytes of all documents and edits together. */
    BYTES,
    /** The number of edits kept of one cluster, undone ones too. */
    EDITS,
    /** The bytes of all edits kept of one cluster. */
    EDIT_BYTES,
    /** The number of clusters of one space. */
    SPACE_CLUSTERS,
    /** The bytes of all documents and edits of one space. */
    SPACE_BYTES
  }

  StoreFullException(Limit limit, long allowed) {
    super(limit + " limit of " + allowed + " reached");
    this.limit = limit;
    this.allowed = allowed;
  }

  /** The limit that was reached. */
  public Limit limit() {
    return limit;
  }

  /** Returns the limit: a number of clusters or edits, or bytes. */
  public long allowed() {
    return allowed;
  }
}
