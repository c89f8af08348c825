package dev.podlane.web.space;

/** Something that a visitor may not do. Nothing was changed. */
public final class SpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;
  private final int retrySeconds;

  /** The reason of a refusal. */
  public enum Reason {
    /** It needs a key, and there is none. */
    NO_KEY,
    /** There is a key that is none. */
    BAD_KEY,
    /** The cluster is of another space; the detail is its id. */
    NOT_YOURS,
    /** Only the owner may do that, not those who edit; the detail is the cluster's id. */
    OWNER_ONLY,
    /** The cluster was saved without a space; the detail is its id. */
    NOBODYS,
    /** The space has made too many clusters lately; the detail is the number a minute. */
    RATE_OF_SPACE,
    /** Too many clusters were made from this address lately; the detail is the number a minute. */
    RATE_OF_ADDRESS,
    /** In local mode there is nothing to share; the detail is the cluster's id. */
    LOCAL
  }

  SpaceException(Reason reason, String detail) {
    this(reason, detail, 0);
  }

  SpaceException(Reason reason, String detail, int retrySeconds) {
    super(reason + " " + detail);
    this.reason = reason;
    this.detail = detail;
    this.retrySeconds = retrySeconds;
  }

  /** The reason of the refusal. */
  public Reason reason() {
    return reason;
  }

  /** An id or a number, as the reason says; may be empty. */
  public String detail() {
    return detail;
  }

  /** The time after which the same request may succeed, in seconds; 0 if it never will. */
  public int retrySeconds() {
    return retrySeconds;
  }
}
