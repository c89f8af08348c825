package dev.podlane.store;

/**
 * Memory ran out while the database was used, or somebody else's use had closed it; it was opened
 * again. A change was not made, and can be sent again.
 */
public final class ReopenedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outOfMemory;

  /** With what was thrown, and whether memory had run out. */
  public ReopenedException(Throwable cause, boolean outOfMemory) {
    super("the database had to be opened again", cause);
    this.outOfMemory = outOfMemory;
  }

  /** Whether memory had run out; if not, another use had closed the database. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
