package dev.podlane.store.file;

import java.util.List;
import java.util.Locale;

/** The data directory cannot be used as it is. Nothing in it was changed. */
public final class UnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<String> args;

  /** The reason why the file is unusable; in brackets the arguments. */
  public enum Reason {
    /** Another process has it (directory, process id or ?). */
    IN_USE,
    /** The directory or a file in it cannot be read or written (path, message of the system). */
    NOT_WRITABLE,
    /** It is no database, or its structure is broken (file, message of the database). */
    DAMAGED,
    /** Clusters that were saved are not in it, or only older (file, how many, of how many, ids). */
    LOST,
    /** Texts in it are not those that were saved (file, how many clusters, of how many, ids). */
    ALTERED,
    /** It is not there although clusters were saved (file, how many clusters, journal). */
    MISSING,
    /** The journal is broken, so that losses could not be noticed (journal). */
    JOURNAL,
    /** A newer Podlane wrote it (file). */
    NEWER,
    /** An older Podlane wrote it, and it could not be written anew (file, why). */
    NOT_MIGRATED;

    /** The name in message keys, such as {@code not-writable}. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  UnusableException(Reason reason, String... args) {
    super(reason + " " + List.of(args));
    this.reason = reason;
    this.args = List.of(args);
  }

  UnusableException(Throwable cause, Reason reason, String... args) {
    this(reason, args);
    initCause(cause);
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }

  /** Arguments of the sentence, in the order given at the reason. */
  public List<String> args() {
    return args;
  }
}
