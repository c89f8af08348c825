package dev.podlane.web.api.problem;

import java.util.List;

/** A request that cannot be answered, with everything that is wrong with it. */
public class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final int retrySeconds;
  private final transient List<Fault> faults;

  /** An error answer of this kind; the first fault becomes its detail. */
  public ApiException(ProblemKind kind, List<Fault> faults) {
    this(kind, faults, 0);
  }

  /**
   * An error answer that says when to come back.
   *
   * @param retrySeconds time after which the same request may succeed, in seconds; 0 for the usual
   *     time of its kind
   */
  public ApiException(ProblemKind kind, List<Fault> faults, int retrySeconds) {
    super(kind.slug() + " " + faults);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("an error needs at least one fault");
    }
    this.kind = kind;
    this.retrySeconds = retrySeconds;
    this.faults = List.copyOf(faults);
  }

  /** An error answer with one fault. */
  public ApiException(ProblemKind kind, Fault fault) {
    this(kind, List.of(fault));
  }

  /** Returns the kind of problem. */
  public ProblemKind kind() {
    return kind;
  }

  /** The time after which the same request may succeed, in seconds; 0 for that of its kind. */
  public int retrySeconds() {
    return retrySeconds;
  }

  /** Everything that is wrong; never empty. */
  public List<Fault> faults() {
    return faults;
  }
}
