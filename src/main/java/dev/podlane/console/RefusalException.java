package dev.podlane.console;

/** A command that cannot be read or carried out, with the text and exit code of the tool. */
final class RefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code of {@code ip} for a word it does not understand. */
  static final int GARBAGE = 255;

  /** Exit code of {@code ip} for a refusal by the kernel. */
  static final int KERNEL = 2;

  /** Exit code of {@code ip} for a value it cannot use. */
  static final int VALUE = 1;

  private final int exitCode;

  RefusalException(String text, int exitCode) {
    super(text, null, false, false);
    this.exitCode = exitCode;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }

  static RefusalException kernel(String text) {
    return new RefusalException(text, KERNEL);
  }

  static RefusalException noDevice(String name) {
    return new RefusalException("Cannot find device \"" + name + "\"", VALUE);
  }

  static RefusalException doesNotExist(String name) {
    return new RefusalException("Device \"" + name + "\" does not exist.", VALUE);
  }
}
