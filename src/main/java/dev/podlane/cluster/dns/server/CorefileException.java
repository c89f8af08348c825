package dev.podlane.cluster.dns.server;

/** A Corefile that cannot be read. */
final class CorefileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * That cannot be read.
   *
   * @param line number of the line, from 1
   * @param what the text there
   */
  CorefileException(int line, String what) {
    super("line " + line + ": " + what);
    this.line = line;
  }

  int line() {
    return line;
  }
}
