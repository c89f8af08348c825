package dev.podlane.console.iptables;

/** The kernel refuses a rule; which one, whoever sends it knows. */
final class KernelRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param cause words of the error number
   */
  KernelRefusal(String cause) {
    super(cause, null, false, false);
  }

  /** Words of the error number. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
