package dev.podlane.store;

/**
 * Memory ran out while the database was used, or another use had closed it; it was opened again. A
 * change was not made, and can be sent again.
 */
public final class ReopenedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outOfMemory;

  /** An exception with its cause, and the state of memory. */
  public ReopenedException(Throwable cause, boolean outOfMemory) {
    super("the database had to be opened again", cause);
    this.outOfMemory = outOfMemory;
  }

  /** Returns true if memory ran out; false if another use had closed the database. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
