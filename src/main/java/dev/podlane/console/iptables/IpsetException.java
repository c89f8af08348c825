package dev.podlane.console.iptables;

/** What ipset refuses. */
public final class IpsetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The version whose words are spoken. */
  private static final String TOOL = "ipset v7.17: ";

  private static final int USAGE = 2;
  private static final int REFUSED = 1;

  private final int exitCode;

  private IpsetException(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** A refusal of what was understood. */
  static IpsetException refused(String message) {
    return new IpsetException(message, REFUSED);
  }

  /** A value that is none. */
  static IpsetException syntax(String message) {
    return refused("Syntax error: " + message);
  }

  /** A command that is none. */
  static IpsetException usage(String message) {
    return new IpsetException(message + "\nTry `ipset help' for more information.", USAGE);
  }

  /** There is no such set. */
  static IpsetException noSet() {
    return refused("The set with the given name does not exist");
  }

  /** The same, in a line of the input. */
  IpsetException atLine(int line) {
    return new IpsetException("Error in line " + line + ": " + getMessage(), REFUSED);
  }

  /** What is wrong, in one line. */
  public String summary() {
    return String.valueOf(getMessage()).lines().findFirst().orElse("");
  }

  /** Exit code of the tool. */
  public int exitCode() {
    return exitCode;
  }

  /** What the tool prints. */
  public String text() {
    return TOOL + getMessage();
  }
}
