package dev.podlane.web.library;

/** The cluster was deleted while it was to be opened. */
final class GoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GoneException(String id) {
    super(id);
  }
}
