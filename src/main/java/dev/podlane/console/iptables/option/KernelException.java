package dev.podlane.console.iptables.option;

/** The kernel refuses a rule; the caller knows which one. */
public final class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param cause words of the error number
   */
  public KernelException(String cause) {
    super(cause, null, false, false);
  }

  /** Words of the error number. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
