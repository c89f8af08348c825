package dev.podlane.console.command;

/** A command that cannot be read or carried out, with the text and exit code of the tool. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code of {@code ip} for a word it does not understand. */
  public static final int GARBAGE = 255;

  /** Exit code of {@code ip} for a refusal by the kernel. */
  static final int KERNEL = 2;

  /** Exit code of {@code ip} for a value it cannot use. */
  public static final int VALUE = 1;

  private final int exitCode;

  public CommandException(String text, int exitCode) {
    super(text, null, false, false);
    this.exitCode = exitCode;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public int exitCode() {
    return exitCode;
  }

  public static CommandException kernel(String text) {
    return new CommandException(text, KERNEL);
  }

  public static CommandException noDevice(String name) {
    return new CommandException("Cannot find device \"" + name + "\"", VALUE);
  }

  public static CommandException doesNotExist(String name) {
    return new CommandException("Device \"" + name + "\" does not exist.", VALUE);
  }
}
