package dev.podlane.console.ipset;

/** A command that ipset refuses, with the text of its error message. */
public final class IpsetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The version whose words are spoken. */
  private static final String TOOL = "ipset v7.17: ";

  private static final int USAGE = 2;
  private static final int REFUSED = 1;

  private final int exitCode;
  private final boolean isUsage;

  private IpsetException(String message, int exitCode, boolean isUsage) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.isUsage = isUsage;
  }

  /** Returns the refusal of a command that was parsed. */
  static IpsetException refused(String message) {
    return new IpsetException(message, REFUSED, false);
  }

  /** A value that is none. */
  static IpsetException syntax(String message) {
    return refused("Syntax error: " + message);
  }

  /** A word that is no port, as ipset says for each of its attempts to read it. */
  static IpsetException noPort(String word, String protocol) {
    String first = word.matches("[0-9]+") ? "is out of range 0-65535" : "is invalid as number";
    String text = "Syntax error: '%s' %s\nSyntax error: '%s' is invalid as number\n%s";
    String last = "cannot parse '" + word + "' as a " + protocol + " port";
    return new IpsetException(text.formatted(word, first, protocol, last), REFUSED, true);
  }

  /** A command that is none. */
  static IpsetException usage(String message) {
    return new IpsetException(message + "\nTry `ipset help' for more information.", USAGE, true);
  }

  /** An entry that a test did not find, said without the name of the tool. */
  static IpsetException notThere(String message) {
    return refused(message);
  }

  /** There is no such set. */
  static IpsetException noSet() {
    return refused("The set with the given name does not exist");
  }

  /** An entry for which a bitmap has no room. */
  static IpsetException outOfRange() {
    return refused("Element is out of the range of the set");
  }

  /** Returns a copy that names a line of the input, as the tool does of most refusals. */
  IpsetException atLine(int line) {
    return isUsage
        ? this
        : new IpsetException("Error in line " + line + ": " + getMessage(), REFUSED, false);
  }

  /** Returns the message in one line. */
  public String summary() {
    return String.valueOf(getMessage()).lines().findFirst().orElse("");
  }

  /** Exit code of the tool. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns the message as the tool prints it. */
  public String text() {
    return TOOL + getMessage();
  }
}
