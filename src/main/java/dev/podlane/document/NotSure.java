package dev.podlane.document;

/** Says that a text is not of the simple kind; carries nothing and costs nothing. */
final class NotSure extends RuntimeException {
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has neither a stack trace nor a cause
  static final NotSure HERE = new NotSure();

  private static final long serialVersionUID = 1L;

  private NotSure() {
    super(null, null, false, false);
  }
}
