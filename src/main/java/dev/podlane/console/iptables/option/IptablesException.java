package dev.podlane.console.iptables.option;

import dev.podlane.console.iptables.Iptables;

/** A refusal by iptables or by the kernel, with the text and exit code of the tool. */
public final class IptablesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The words that the tool puts around a message. */
  private enum Frame {
    /** Version and a hint at the help, exit code 2. */
    USAGE,
    /** The hint alone, exit code 2. */
    BARE,
    /** Version, no hint. */
    FAILED,
    /** Name of the tool, exit code 1. */
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
  public static IptablesException usage(String message) {
    return new IptablesException(Frame.USAGE, message, 2, 0);
  }

  /** A word that is no option. */
  public static IptablesException badArgument(String word) {
    return new IptablesException(Frame.BARE, "Bad argument `" + word + "'", 2, 0);
  }

  /** A table that is not there. */
  public static IptablesException noTable(String name) {
    String message =
        "table '%s' does not exist\nPerhaps iptables or your kernel needs to be upgraded.";
    return new IptablesException(Frame.FAILED, message.formatted(name), 3, 0);
  }

  /** A refusal by iptables itself, as nft_strerror words it. */
  public static IptablesException plain(String message) {
    return new IptablesException(Frame.PLAIN, message, 1, 0);
  }

  /** There is no such chain. */
  public static IptablesException noChain() {
    return plain("No chain/target/match by that name.");
  }

  /** A chain that is not one of iptables. */
  public static IptablesException incompatible(String chain, String table) {
    String message = "chain `%s' in table `%s' is incompatible, use 'nft' tool.";
    return new IptablesException(Frame.FAILED, message.formatted(chain, table), 1, 0);
  }

  /** Something that only nft has words for. */
  public static IptablesException unsayable(String what) {
    return new IptablesException(Frame.FAILED, what + " is incompatible, use 'nft' tool.", 1, 0);
  }

  /**
   * A refusal by the kernel.
   *
   * @param action the operation that failed, such as {@code RULE_APPEND}
   * @param cause words of the error number
   * @param where the chain, rule or set that the operation was applied to
   */
  public static IptablesException kernel(String action, String cause, String where) {
    String message = action + " failed (" + cause + "): " + where;
    return new IptablesException(Frame.FAILED, " " + message, 4, 0);
  }

  /** This refusal with the line of the input it is about. */
  public IptablesException atLine(int number) {
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

  /** Returns the message in one line. */
  public String summary() {
    return String.valueOf(getMessage()).strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** Returns the message as the tool prints it. */
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
