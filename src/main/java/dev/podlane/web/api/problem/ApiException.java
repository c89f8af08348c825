package dev.podlane.web.api.problem;

import java.util.List;

/** A request that cannot be answered, with everything that is wrong with it. */
public class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final transient List<Fault> faults;

  /** An error answer of this kind; the first fault becomes its detail. */
  public ApiException(ProblemKind kind, List<Fault> faults) {
    super(kind.slug() + " " + faults);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("an error needs at least one fault");
    }
    this.kind = kind;
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

  /** Everything that is wrong; never empty. */
  public List<Fault> faults() {
    return faults;
  }
}
