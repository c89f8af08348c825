package dev.podlane.web.library;

/** Too many clusters are being opened at once; trying again a little later helps. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(String id) {
    super("waited too long for " + id + " to be opened");
  }
}
