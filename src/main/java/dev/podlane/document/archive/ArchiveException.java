package dev.podlane.document.archive;

import java.io.IOException;

/** An archive that is not read: damaged, encrypted, or larger than it may be. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The reason why an archive is not read. */
  public enum Why {
    /** It is truncated, or is not of the format its first bytes announce. */
    DAMAGED,
    /** An encrypted file hides the start of the next entry. */
    ENCRYPTED,
    /** It holds more entries than are looked at. */
    TOO_MANY_ENTRIES,
    /** Unpacked, it is larger than documents may be, or than such a file can honestly be. */
    TOO_LARGE
  }

  private final Why why;
  private final long limit;

  /**
   * One for that reason.
   *
   * @param limit the limit it passes, entries or bytes; 0 if there is none
   */
  public ArchiveException(Why why, long limit) {
    super(why + " " + limit);
    this.why = why;
    this.limit = limit;
  }

  ArchiveException(Throwable cause) {
    super(cause.toString(), cause);
    this.why = Why.DAMAGED;
    this.limit = 0;
  }

  /** Returns the reason. */
  public Why why() {
    return why;
  }

  /** The limit it passes, entries or bytes; 0 if it is damaged. */
  public long limit() {
    return limit;
  }
}
