package dev.podlane.cli.input;

import dev.podlane.document.archive.ArchiveException;
import java.util.List;
import java.util.Locale;

/** An input that cannot be had; a message of the command line says why. */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient List<String> args;

  /**
   * One with its message.
   *
   * @param key message key
   */
  public InputException(String key, String... args) {
    super(key + " " + String.join(" ", args));
    this.key = key;
    this.args = List.of(args);
  }

  static InputException of(String name, ArchiveException refused) {
    String why = refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new InputException("cli.input." + why, name, Long.toString(refused.limit()));
  }

  /** Returns the message key. */
  public String key() {
    return key;
  }

  /** Returns the arguments of the message. */
  public List<String> args() {
    return args;
  }
}
