package dev.podlane.lab;

/** A network could not be built, or probed, on the kernel of this machine. */
public final class LabException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason why the lab cannot run. */
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

  /** Returns the reason. */
  public Why why() {
    return why;
  }

  /** Returns the tool, or its output; may be empty. */
  public String detail() {
    return detail;
  }
}
