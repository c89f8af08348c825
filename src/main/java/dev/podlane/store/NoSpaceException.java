package dev.podlane.store;

/** No space is left to write to; nothing was changed, and saved clusters can be read. */
public final class NoSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates it without a known cause, as when space was checked before writing. */
  public NoSpaceException() {
    super("no room left to write to");
  }

  /** Creates it with the failure of a write. */
  public NoSpaceException(Throwable cause) {
    super("no room left to write to", cause);
  }
}
