package dev.podlane.document;

import java.util.List;

/** A text that cannot be read at all; nothing of it is used. */
public final class DocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final List<String> TOO_LARGE =
      List.of("text.too-long", "text.too-much-memory", "text.too-many-documents");

  private final transient List<Problem> problems;

  /**
   * Refuses a text.
   *
   * @param problems errors in the text, at least one; of very many, some are kept
   */
  public DocumentException(List<Problem> problems) {
    // Without a stack trace, which takes longer than to read a small document.
    super(
        problems.get(0).code() + " " + problems.get(0).args() + " at " + problems.get(0).place(),
        null,
        false,
        false);
    this.problems = Problems.bounded(problems);
  }

  public DocumentException(Problem problem) {
    this(List.of(problem));
  }

  /** Returns the errors, in the order of the text; never empty. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns true if the text exceeds a limit of this server; a smaller one would be read. */
  public boolean isTooLarge() {
    return TOO_LARGE.contains(problems.get(0).code());
  }
}
