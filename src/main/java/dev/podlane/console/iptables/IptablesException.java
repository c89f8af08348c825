package dev.podlane.console.iptables;

/** What iptables or the kernel refuses, with the text and exit code of the tool. */
public final class IptablesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How the tool frames its message. */
  private enum Frame {
    /** With version and a hint at the help, exit code 2. */
    USAGE,
    /** The hint alone, exit code 2. */
    BARE,
    /** With version, no hint. */
    FAILED,
    /** With the name of the tool, exit code 1. */
    PLAIN
  }

  private final Frame frame;
  private final int exitCode;
  private final int line;

  private IptablesException(Frame frame, String message, int exitCode, int line) {
    super(message, null, false, false);
    this.frame = frame;
    this.exitCode = exitCode;
    this.line = line;
  }

  /** A wrong word. */
  static IptablesException usage(String message) {
    return new IptablesException(Frame.USAGE, message, 2, 0);
  }

  /** A word that is no option. */
  static IptablesException badArgument(String word) {
    return new IptablesException(Frame.BARE, "Bad argument `" + word + "'", 2, 0);
  }

  /** A table that is not there. */
  static IptablesException noTable(String name) {
    String message =
        "table '%s' does not exist\nPerhaps iptables or your kernel needs to be upgraded.";
    return new IptablesException(Frame.FAILED, message.formatted(name), 3, 0);
  }

  /** A refusal by iptables itself, as nft_strerror words it. */
  static IptablesException plain(String message) {
    return new IptablesException(Frame.PLAIN, message, 1, 0);
  }

  /** There is no such chain. */
  static IptablesException noChain() {
    return plain("No chain/target/match by that name.");
  }

  /** A chain that is not one of iptables. */
  static IptablesException incompatible(String chain, String table) {
    String message = "chain `%s' in table `%s' is incompatible, use 'nft' tool.";
    return new IptablesException(Frame.FAILED, message.formatted(chain, table), 1, 0);
  }

  /**
   * A refusal by the kernel.
   *
   * @param action what was tried, such as {@code RULE_APPEND}
   * @param cause words of the error number
   * @param where what it was tried on
   */
  static IptablesException kernel(String action, String cause, String where) {
    String message = action + " failed (" + cause + "): " + where;
    return new IptablesException(Frame.FAILED, " " + message, 4, 0);
  }

  /** This refusal with the line of the input it is about. */
  IptablesException atLine(int number) {
    return line > 0
        ? this
        : new IptablesException(frame, String.valueOf(getMessage()), exitCode, number);
  }

  /** Line of the input, from 1; 0 for a command line. */
  public int line() {
    return line;
  }

  /** Exit code of the tool. */
  public int exitCode() {
    return exitCode;
  }

  /** What is wrong, in one line. */
  public String summary() {
    return String.valueOf(getMessage()).strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** What the tool prints. */
  public String text(String tool) {
    String message = String.valueOf(getMessage());
    String version = tool + " v" + Iptables.VERSION + ": ";
    return switch (frame) {
      case USAGE -> version + message + "\n" + hint(tool);
      case BARE -> message + "\n" + hint(tool);
      case FAILED -> version + (line > 0 ? "\nline " + line + ":" : "") + message;
      case PLAIN -> tool + ": " + failed(message);
    };
  }

  private String failed(String message) {
    if (line == 0) {
      return message;
    }
    return "line " + line + " failed" + (message.isEmpty() ? "" : ": " + message);
  }

  private String hint(String tool) {
    String where = line > 0 ? "Error occurred at line: " + line + "\n" : "";
    return where + "Try `" + tool + " -h' or '" + tool + " --help' for more information.";
  }
}
