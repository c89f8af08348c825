package dev.podlane.lab;

/** A network could not be built, or probed, on the kernel of this machine. */
public final class LabException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What stood in the way. */
  public enum Why {
    /** Network namespaces are Linux's. */
    NOT_LINUX,
    /** Making namespaces takes root. */
    NOT_ROOT,
    /** A program is not installed. */
    TOOL_MISSING,
    /** The kernel, or a tool, refused a step. */
    REFUSED,
    /** It took longer than it may. */
    TOO_LONG
  }

  private final Why why;
  private final String detail;

  LabException(Why why, String detail) {
    super(why + ": " + detail);
    this.why = why;
    this.detail = detail;
  }

  /** What stood in the way. */
  public Why why() {
    return why;
  }

  /** The tool, or what it printed; may be empty. */
  public String detail() {
    return detail;
  }
}
