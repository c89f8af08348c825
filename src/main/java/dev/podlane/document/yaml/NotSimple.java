package dev.podlane.document.yaml;

/** Says that a text is not of the simple kind; carries nothing and costs nothing. */
public final class NotSimple extends RuntimeException {
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has neither a stack trace nor a cause
  static final NotSimple HERE = new NotSimple();

  private static final long serialVersionUID = 1L;

  private NotSimple() {
    super(null, null, false, false);
  }
}
