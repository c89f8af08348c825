package dev.podlane.store;

/** There is no room left to write to; nothing was changed, and what was saved can be read. */
public final class NoSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a known cause, as when room was looked for before writing. */
  public NoSpaceException() {
    super("no room left to write to");
  }

  /** As it was found out by writing. */
  public NoSpaceException(Throwable cause) {
    super("no room left to write to", cause);
  }
}
